#include "perform/kit.h"

#include <array>

namespace undertone::perform {
namespace {

constexpr std::array<Kit, 2> kits{{
    {.name = "electro_kit", .low_pass_hz = 0, .drive = 0.15},
    {.name = "lofi_kit", .low_pass_hz = 5200, .drive = 0.5},
}};

constexpr int hats = 1;

constexpr std::array<Piece, 36> pieces{{
    {.key = 35, .drum = "kick", .tune = 0.92, .decay = 1.25, .tone = 0.6},
    {.key = 36, .drum = "kick"},
    {.key = 37, .drum = "tick", .tune = 1.0, .decay = 0.8, .tone = 0.08, .level_db = -3, .pan = 0.1},
    {.key = 38, .drum = "snare"},
    {.key = 39, .drum = "clap", .level_db = -2},
    {.key = 40, .drum = "snare", .tune = 1.15, .decay = 0.8, .tone = 1.1},
    {.key = 41, .drum = "tom", .tune = 0.72, .pan = 0.4},
    {.key = 42, .drum = "hat", .decay = 1.0, .level_db = -4, .pan = -0.15, .choke = hats},
    {.key = 43, .drum = "tom", .tune = 0.86, .pan = 0.3},
    {.key = 44, .drum = "hat", .decay = 0.7, .tone = 0.8, .level_db = -6, .pan = -0.15, .choke = hats},
    {.key = 45, .drum = "tom", .tune = 1.02, .pan = 0.15},
    {.key = 46, .drum = "hat", .decay = 4.0, .level_db = -6, .pan = -0.15, .choke = hats},
    {.key = 47, .drum = "tom", .tune = 1.2, .pan = 0},
    {.key = 48, .drum = "tom", .tune = 1.4, .pan = -0.15},
    {.key = 49, .drum = "crash", .level_db = -4, .pan = -0.3},
    {.key = 50, .drum = "tom", .tune = 1.65, .pan = -0.3},
    {.key = 51, .drum = "crash", .tune = 1.5, .decay = 0.45, .tone = 0.7, .level_db = -4, .pan = 0.3},
    {.key = 52, .drum = "crash", .tune = 0.8, .decay = 0.8, .tone = 1.2, .level_db = -5, .pan = 0.3},
    {.key = 53, .drum = "tick", .tune = 2.1, .decay = 3.5, .tone = 0.15, .level_db = -9, .pan = 0.3},
    {.key = 54, .drum = "tick", .tune = 1.5, .decay = 1.6, .tone = 1.0, .level_db = -7, .pan = 0.25},
    {.key = 55, .drum = "crash", .tune = 1.35, .decay = 0.4, .level_db = -6, .pan = -0.4},
    {.key = 56, .drum = "tick", .tune = 0.7, .decay = 2.6, .tone = 0.05, .level_db = -7, .pan = 0.2},
    {.key = 57, .drum = "crash", .tune = 0.9, .decay = 1.1, .level_db = -4, .pan = 0.35},
    {.key = 59, .drum = "crash", .tune = 1.4, .decay = 0.55, .tone = 0.8, .level_db = -4, .pan = 0.3},
    {.key = 60, .drum = "tom", .tune = 2.6, .decay = 0.35, .level_db = -4, .pan = 0.2},
    {.key = 61, .drum = "tom", .tune = 2.1, .decay = 0.4, .level_db = -4, .pan = 0.2},
    {.key = 62, .drum = "tom", .tune = 2.4, .decay = 0.25, .level_db = -5, .pan = -0.2},
    {.key = 63, .drum = "tom", .tune = 2.2, .decay = 0.45, .level_db = -4, .pan = -0.2},
    {.key = 64, .drum = "tom", .tune = 1.7, .decay = 0.5, .level_db = -4, .pan = -0.2},
    {.key = 69, .drum = "tick", .tune = 0.95, .decay = 0.9, .tone = 1.0, .level_db = -9, .pan = -0.25},
    {.key = 70, .drum = "tick", .tune = 1.25, .decay = 0.6, .tone = 1.0, .level_db = -9, .pan = -0.25},
    {.key = 75, .drum = "tick", .tune = 1.5, .decay = 1.1, .tone = 0.02, .level_db = -5, .pan = 0.15},
    {.key = 76, .drum = "tick", .tune = 1.1, .decay = 0.9, .tone = 0.02, .level_db = -5, .pan = 0.2},
    {.key = 77, .drum = "tick", .tune = 0.85, .decay = 0.9, .tone = 0.02, .level_db = -5, .pan = 0.2},
    {.key = 80, .drum = "tick", .tune = 2.0, .decay = 0.8, .tone = 0.2, .level_db = -9, .pan = -0.2},
    {.key = 82, .drum = "tick", .tune = 1.1, .decay = 0.7, .tone = 1.0, .level_db = -8, .pan = 0.25},
}};

}  // namespace

const Kit* find_kit(std::string_view name) {
  for (const auto& kit : kits)
    if (kit.name == name) return &kit;
  return nullptr;
}

const Piece* find_piece(int key) {
  if (key < 27 || key > 87) return nullptr;
  const Piece* nearest = &pieces.front();
  for (const auto& piece : pieces)
    if (piece.key <= key) nearest = &piece;
  return nearest;
}

Piece tuned(const Kit& kit, Piece piece) {
  if (kit.name != "lofi_kit") return piece;
  piece.tune *= 0.93;
  piece.tone *= piece.drum == "tick" ? 1.0 : 0.55;  // tone is what a tick is made of
  piece.decay *= piece.drum == "kick" ? 0.75 : 0.85;
  if (piece.drum == "hat" || piece.drum == "crash") piece.level_db += 6;  // what the low pass takes away
  return piece;
}

}  // namespace undertone::perform
