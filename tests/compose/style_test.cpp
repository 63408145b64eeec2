#include "compose/style.h"

#include <gmock/gmock.h>

#include <string>

#include "style_text.h"

namespace undertone::compose {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string with(std::string_view old_text, std::string_view new_text) {
  std::string text(small_style);
  text.replace(text.find(old_text), old_text.size(), new_text);
  return text;
}

TEST(Style, is_read_from_its_file) {
  const auto style = parse_style(small_style, "styles/test-pop.toml");
  ASSERT_TRUE(style) << style.error().message;
  EXPECT_EQ(style->id, "test-pop");
  EXPECT_EQ(style->tempo.high, 128);
  EXPECT_EQ(style->form.plans.size(), 6u);
  EXPECT_THAT(style->section("break")->roles, ElementsAre(Role::lead, Role::pad, Role::arp));
  EXPECT_TRUE(style->section("drop")->breath);
  EXPECT_THAT(style->minor_keys, ElementsAre(9, 4, 2));
  EXPECT_EQ(style->mix[static_cast<std::size_t>(Role::lead)].reverb, 0.25);
  EXPECT_EQ(style->section("bridge"), nullptr);
}

TEST(Style, tells_which_key_is_wrong) {
  const auto message = [](const std::string& text) { return parse_style(text, "styles/x.toml").error().message; };
  EXPECT_THAT(message(with("usual = 112", "usual = 212")), HasSubstr("tempo.usual"));
  EXPECT_THAT(message(with("swing = 0.5", "swung = 0.5")), HasSubstr("tempo.swung"));
  EXPECT_THAT(message(with("[\"A\", \"outro\"]", "[\"A\", \"coda\"]")), HasSubstr("\"coda\""));
  EXPECT_THAT(message(with("\"lead\", \"pad\", \"arp\"]", "\"kazoo\"]")), HasSubstr("\"kazoo\""));
  EXPECT_THAT(message(with("[feel]", "[fell]")), HasSubstr("feel is missing"));
  EXPECT_THAT(message("[identity"), HasSubstr("line 1"));
}

}  // namespace
}  // namespace undertone::compose
