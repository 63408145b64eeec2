#include "model/brief.h"

namespace undertone {

const char* name(Origin origin) {
  switch (origin) {
    case Origin::said:
      return "said";
    case Origin::seen:
      return "seen";
    case Origin::usual:
      return "usual";
  }
  return "";
}

}  // namespace undertone
