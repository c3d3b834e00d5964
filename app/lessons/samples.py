"""For the page on which lessons are written: a lesson to begin with, and of each kind of question one that works.

They are about the sentence of ``FIRST_LESSON``; whoever writes puts in words of the own one.
"""

from __future__ import annotations

from app.lessons.kinds import KINDS

FIRST_LESSON = """\
title: A name in passing
for: From 14 years on.
minutes: 10
aim: Students see that the last name is not always the answer.
mistake: “It always takes the last country.”
discuss: How do you know that the text is not about Peru?
worksheet: Which country does the network answer with?
key: {1.answer}, with {1.percent} %.

step: Two countries
say: Read the text aloud. It names two countries.
link: ./#sentence=Norway is a beautiful country. My friend flew to Peru last year. You must visit the capital of ___&token=0
look: words
question: answer
ask: Which country will it answer with?
choice: Norway
choice: Peru
choice: other -> Another word
reveal: It says {answer}, with {percent} %.
"""

SAMPLES = {
    "answer": """\
ask: What will it answer?
choice: Norway
choice: Peru
choice: other -> Another word
reveal: It says {answer}, with {percent} %.
""",
    "change": """\
ask: At which word does it change its mind?
choice: Peru -> At “Peru”
choice: never -> It never does
choice: other -> At another word
reveal: never -> It never does. It ends with {after}.
reveal: At “{word}” it goes over from {before} to {after}.
""",
    "gate": """\
gate: i
at: Peru
ask: Is the input gate more or less than half open at “Peru”?
choice: above -> More than half
choice: below -> Less than half
reveal: It stands at {value}.
""",
    "knows": """\
word: Norway
ask: Does it still know the country?
choice: yes -> Yes
choice: no -> No
reveal: It says {answer}, with {percent} %.
""",
    "learned": """\
word: Norway
ask: After how many updates does it answer with Norway, surely and for good?
choice: 0 to 300 -> After 300 at most
choice: 301 to 1500 -> After 301 to 1,500
choice: 1501 or more -> Later
choice: never -> It never does
reveal: never -> It never does. At the end it says {answer}.
reveal: After {updates} of {of} updates.
""",
    "most open": """\
at: Norway
ask: Which gate is most open at “Norway”?
choice: f -> The forget gate
choice: i -> The input gate
choice: o -> The output gate
reveal: It is the {gate}, at {value}.
""",
    "where": """\
gate: i
ask: At which word is the input gate most open?
choice: Norway -> At “Norway”
choice: Peru -> At “Peru”
choice: other -> At another word
reveal: At “{word}”: it stands at {value} there.
""",
    "unit": """\
gate: i
at: country
ask: In which of these units is the input gate most open at “country”?
reveal: In unit {unit}: {value}.
""",
    "holders": """\
ask: How many units hold the country?
choice: 1 to 9 -> Fewer than ten
choice: 10 to 40 -> Ten to forty
choice: 41 or more -> More
reveal: {units} of {of} units hold it.
""",
    "lasts": """\
at: Norway
ask: For how many words does it keep believing what it believes at “Norway”?
choice: 1 to 5 -> Five at most
choice: 6 to 12 -> Six to twelve
choice: 13 or more -> More than twelve
choice: never -> To the end
reveal: never -> To the end: {before}.
reveal: For {words} words.
""",
    "term": """\
gate: i
at: Norway
ask: What decides the input gate at “Norway”?
choice: word -> The word itself
choice: before -> What was shown before
choice: bias -> Its bias
reveal: The word adds {word}, what was shown before {before}, the bias {bias}.
""",
    "reaches": """\
cells: rnn, lstm
at: Norway
word: Norway
ask: In which cell is more of the gradient left at “Norway”?
choice: rnn -> In the plain RNN
choice: lstm -> In the LSTM
reveal: In the {cell}: {share} % of it is left there. In the {other} it is {other_share} %.
""",
    "beyond": """\
ask: Does any number of the memory get beyond 1 or −1?
choice: yes -> Yes
choice: no -> No
reveal: The farthest is that of unit {unit}, {value} at “{word}”.
""",
    "weights": """\
cells: lstm, gru
ask: Which of these has fewer weights?
choice: lstm -> The LSTM
choice: gru -> The GRU
reveal: The {cell} has {weights}, the {other} {other_weights}.
""",
}


def offered() -> list[dict[str, str]]:
    """Of each kind its name, what it asks, and the lines of one, below ``question:``."""
    return [{"kind": name, "says": kind.says, "lines": f"question: {name}\n{SAMPLES[name]}"} for name, kind in KINDS.items()]
