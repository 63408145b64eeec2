// Reply: one or two sentences that say what will be done, in the person's language. Inside talk only.
#pragma once

#include <string>

#include "talk/understanding.h"

namespace undertone::talk {

std::string reply_to(const Sentence& sentence, const Understanding& understood, const Reading& reading);

// A sentence of the lexicon with its {} filled in order.
std::string say(const Lexicon& lexicon, const std::string& language, const std::string& key,
                std::initializer_list<std::string> words = {});

}  // namespace undertone::talk
