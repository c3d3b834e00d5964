"""What is right is computed: for each kind of question it is what the network itself says, asked in another way."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import pytest

from app.lessons.filler import story
from app.lessons.findings import percent
from app.lessons.kinds import KINDS
from model import Edit, Network, arithmetic, gradients, trace
from model.explain import belief, facts_of
from model.network import snapshots
from tests.app.lessons.texts import ANSWER, HEAD, INDIA, NETWORKS, WHOLE, asked, faults_in, read, shown
from texts import catalogue

LSTM = NETWORKS["lstm"]
TOPIC = next(fact for fact in facts_of(LSTM) if fact.name == "topic")
WALK = trace(LSTM, INDIA)
NORWAY = 11
PASSING = "Norway is a beautiful country. My friend flew to Peru last year. You must visit the capital of ___"
REVEAL = "reveal: Yes.\n"


def right(question: dict[str, Any]) -> str:
    return str(question["choices"][question["right"]])


def opened(gate: str, token: int) -> float:
    weights = np.array(TOPIC.weights)
    return float(sum(WALK[gate][token, unit] * weight for unit, weight in zip(TOPIC.units, weights, strict=True)) / weights.sum())


def test_the_answer_is_what_the_network_says_in_the_blank() -> None:
    found = asked(ANSWER)
    (best,) = WALK.answer(WALK.blanks[0], 1)
    assert found["right"] == 0 and found["reveal"] == f"It says {best.word}." and best.word == "Norway"
    peru = asked(ANSWER, f"./#sentence={INDIA.replace('Norway', 'Peru')}")
    assert right(peru) == "Another" and peru["reveal"] == "It says Peru."


def test_the_answer_is_that_of_the_cell_and_the_changes_that_the_link_shows() -> None:
    sentence = list(range(NORWAY, 18))
    hold = {"kind": "hold", "signal": "f", "units": "topic", "tokens": sentence, "to": "open"}
    changes = json.dumps([hold, hold | {"signal": "i", "to": "shut"}])
    assert asked(ANSWER, f"./#sentence={INDIA}&changes={changes}")["slots"]["answer"] == "India"
    assert asked(ANSWER + "cell: gru\n")["slots"]["answer"] == trace(NETWORKS["gru"], INDIA).answer(24, 1)[0].word


def test_a_network_that_grows_up_is_asked_as_it_was_at_the_snapshot_and_has_learned_from_when_on_it_stays_right() -> None:
    answers = {updates: trace(young, INDIA).answer(24, 1)[0] for updates, young in snapshots("small").items()}
    for number, best in enumerate(answers.values()):
        assert asked(ANSWER, f"growing#sentence={INDIA}&snapshot={number}")["slots"]["answer"] == best.word
    since = next(n for n in answers if all(one.word == "Norway" and one.p >= 0.5 for m, one in answers.items() if m >= n))
    question = "question: learned\nword: {}\nask: When?\nchoice: 0 or more -> Then\nchoice: never\nreveal: {{updates}} {{of}}\n"
    found = asked(question.format("Norway"), f"growing#sentence={INDIA}")
    assert found["reveal"] == f"{since:,} {max(answers):,}" and right(found) == "Then"
    assert right(asked(question.format("India"), f"growing#sentence={INDIA}")) == "Never"
    (fault,) = faults_in(HEAD + f"step: One\nsay: Look.\nlink: ./#sentence={INDIA}\n" + question.format("Norway"))
    assert fault.what == "this is asked about a network that grows up"


def test_the_change_of_mind_is_where_another_answer_takes_the_place_of_the_last_one() -> None:
    words = [best[0].word for best in belief(WALK, TOPIC)]
    place = max(n for n in range(1, 24) if words[n] != words[n - 1])
    question = "question: change\nask: Where?\nchoice: Norway\nchoice: never\nchoice: other\n"
    question += "reveal: {before}, {word}, {after}\nreveal: never -> {after}\n"
    found = asked(question)
    assert found["slots"] == {"word": WALK.tokens[place].text, "before": words[place - 1], "after": words[place]}
    assert found["reveal"] == ", ".join(found["slots"][slot] for slot in ("before", "word", "after"))
    assert right(asked(question, f"./#sentence={PASSING}")) == "Never"


@pytest.mark.parametrize(
    ("gate", "word", "token"), [("f", "Norway", NORWAY), ("f", "country", 4), ("i", "Norway", NORWAY), ("o", "of", 23)]
)
def test_a_gate_is_above_or_below_one_half_by_the_units_that_hold_the_fact(gate: str, word: str, token: int) -> None:
    found = asked(f"question: gate\ngate: {gate}\nat: {word}\nask: ?\nchoice: above\nchoice: below\n{REVEAL}")
    assert right(found) == ("More than half" if opened(gate, token) > 0.5 else "Less than half")
    assert found["slots"]["value"] == f"{opened(gate, token):.2f}"


def test_a_cell_knows_what_it_answers_with() -> None:
    link = "compare#cells=rnn,lstm&fact=Norway is a beautiful country.&filler=96&question=You must visit the capital of ___"
    question = f"question: knows\nword: norway\nask: ?\nchoice: yes\nchoice: no\n{REVEAL}"
    for cell in ("rnn", "lstm"):
        walked = trace(NETWORKS[cell], story("Norway is a beautiful country.", 96, "You must visit the capital of ___"))
        knows = walked.answer(walked.blanks[0], 1)[0].word == "Norway"
        assert right(asked(f"{question}cell: {cell}\n", link)) == ("Yes" if knows else "No")
    assert "several cells are compared here" in str(faults_in(HEAD + f"step: A\nsay: B\nlink: {link}\n{question}")[0])


def test_the_gate_that_is_most_open_and_the_word_at_which_it_is() -> None:
    found = asked(f"question: most open\nat: Norway\nask: ?\nchoice: f\nchoice: i\nchoice: o\n{REVEAL}")
    gates = {"forget gate": "f", "input gate": "i", "output gate": "o"}
    assert right(found) == max(gates, key=lambda name: opened(gates[name], NORWAY)) and found["choices"] == list(gates)
    words = f"question: where\ngate: o\nask: ?\nchoice: of\nchoice: other\n{REVEAL}"
    assert found["slots"]["gate"] == "input gate"
    place = max(range(24), key=lambda token: opened("o", token))
    assert asked(words)["slots"] == {"gate": "output gate", "word": WALK.tokens[place].text, "value": f"{opened('o', place):.2f}"}


def test_units_to_choose_from_are_made_of_those_that_hold_the_fact() -> None:
    found = asked(f"question: unit\ngate: f\nat: Norway\nask: ?\n{REVEAL}")
    values = {unit: WALK["f"][NORWAY, unit] for unit in TOPIC.units}
    assert set(found["choices"]) < set(map(str, TOPIC.units)) and len(found["choices"]) == 4
    assert right(found) == str(max(values, key=lambda unit: values[unit]))


def test_how_many_units_hold_the_fact() -> None:
    question = f"question: holders\nask: ?\nchoice: {len(TOPIC.units)}\nchoice: 0 to 5\nchoice: 500 or more\n{REVEAL}"
    assert right(asked(question)) == str(len(TOPIC.units))
    assert asked(question)["slots"] == {"units": str(len(TOPIC.units)), "of": str(LSTM.config.units)}


LEAD = "question: lead\nword: Norway\nover: India\nask: ?\nchoice: fact\nchoice: others\nreveal: {fact} {others} {unit}\n"


@pytest.mark.parametrize("change", ["", '[{"kind":"hold","signal":"f","units":"topic","tokens":"Norway","to":"open"}]'])
def test_what_units_give_to_the_lead_of_a_word_is_what_goes_when_they_show_nothing(change: str) -> None:
    found = asked(LEAD, f"./#sentence={INDIA}&changes={change or '[]'}")
    held = (Edit(NORWAY, "f", TOPIC.units, 1.0),) if change else ()
    others = tuple(unit for unit in range(LSTM.config.units) if unit not in TOPIC.units)
    whole, none = (lead((*held, *more)) for more in ((), (Edit(23, "h", "all", 0.0),)))
    gone = {name: whole - lead((*held, Edit(23, "h", units, 0.0))) for name, units in (("fact", TOPIC.units), ("others", others))}
    assert sum(gone.values()) == pytest.approx(whole - none, abs=0.01)
    assert all(float(found["slots"][name]) == pytest.approx(value, abs=0.06) for name, value in gone.items())
    assert right(found) == ("Other units" if change else "Units that hold the fact")


def lead(edits: tuple[Edit, ...]) -> float:
    """How far Norway is ahead of India at the blank."""
    walk = trace(LSTM, INDIA, edits)
    norway, india = (walk.table.words.index(word) for word in ("Norway", "India"))
    return float(walk.logits[23, norway] - walk.logits[23, india])


def test_how_many_words_an_answer_lasts_with_a_gate_held() -> None:
    question = "question: lasts\nat: India\nask: ?\nchoice: 1 to 2\nchoice: 3 or more\nchoice: never\nreveal: {before}\n"
    shut = '[{"kind":"hold","signal":"f","units":"all","tokens":[2],"to":"shut"}]'
    assert right(asked(question, f"./#sentence={PASSING.replace('Norway', 'India')}&changes={shut}")) == "1 to 2"
    assert right(asked(question, f"./#sentence={PASSING.replace('Norway', 'India')}")) == "Never"
    gone = next(n for n, (best, *_) in enumerate(belief(WALK, TOPIC)) if best.word != "India")
    assert asked(question)["slots"] == {"before": "India", "word": "India", "words": str(gone), "last": WALK.tokens[gone].text}


def test_what_decides_a_gate_is_the_largest_of_three_sums() -> None:
    choices = "choice: word -> x\nchoice: before -> h'\nchoice: bias -> b_f"
    found = asked(f"question: term\ngate: f\nat: Norway\nask: ?\n{choices}\n{REVEAL}")
    opened = arithmetic(WALK.run, NORWAY, "f", TOPIC.units[0])
    sizes = {source: abs(sum(term.value for term in opened.terms if term.source == source)) for source in ("x", "h'", "b_f")}
    assert right(found) == max(sizes, key=lambda source: sizes[source])
    assert float(found["slots"]["value"]) == pytest.approx(WALK["f"][NORWAY, TOPIC.units[0]], abs=0.01)


def test_where_most_of_a_gradient_is_left() -> None:
    choices = "choice: rnn -> of h\nchoice: lstm -> of c"
    found = asked(f"question: reaches\ncells: rnn, lstm\nat: India\nword: Norway\nask: ?\n{choices}\n{REVEAL}")
    left = {}
    for cell, state in (("rnn", "h"), ("lstm", "c")):
        strength = gradients(trace(NETWORKS[cell], INDIA), 23, "Norway").strength(state)
        left[f"of {state}"] = float(strength[0] / strength[23])
    assert right(found) == max(left, key=lambda cell: left[cell])
    assert found["slots"]["share"] == percent(max(left.values()), catalogue())


def test_whether_a_memory_gets_beyond_one() -> None:
    question = f"question: beyond\nask: ?\nchoice: yes\nchoice: no\n{REVEAL}"
    assert right(asked(question)) == ("Yes" if np.abs(WALK["c"]).max() > 1 else "No")
    assert right(asked(question + "cell: gru\n")) == "No"


def test_which_cell_has_the_fewest_weights() -> None:
    question = f"question: weights\ncells: lstm, gru, peephole\nask: ?\nchoice: lstm\nchoice: gru\nchoice: peephole\n{REVEAL}"
    networks = [NETWORKS[cell] for cell in ("lstm", "gru", "peephole")]
    assert right(asked(question)) == min(networks, key=lambda one: one.parameters.flat.size).config.cell.title
    two_of_a_cell = f"question: weights\ncells: lstm, lstm_two\nask: ?\nchoice: lstm\nchoice: lstm_two\n{REVEAL}"
    assert right(asked(two_of_a_cell)) == "LSTM, 2 layers"


@pytest.mark.parametrize(
    ("question", "token"),
    [
        (ANSWER, 23),  # where the output gates are open
        ("question: change\nask: ?\nchoice: Norway\nchoice: other\nreveal: So.\n", 11),
        ("question: gate\ngate: f\nat: Norway\nask: ?\nchoice: above\nchoice: below\nreveal: So.\n", 11),
        ("question: holders\nask: ?\nchoice: 0\nchoice: other\nreveal: So.\n", 0),
    ],
)
def test_what_is_revealed_is_shown_at_the_word_where_it_happens(question: str, token: int) -> None:
    shows = asked(question)["shows"]
    assert parse_qs(shows.partition("#")[2])["token"] == [str(token)]


def test_who_is_at_the_word_already_stays_in_the_part_of_its_step_and_a_page_without_words_stays_as_it_is() -> None:
    at_the_last = f"./#sentence={INDIA}&token=23&part=2"
    assert parse_qs(asked(ANSWER, at_the_last)["shows"].partition("#")[2])["part"] == ["2"]
    assert "part" not in parse_qs(asked(ANSWER, at_the_last.replace("23", "24"))["shows"].partition("#")[2])
    assert "token" not in asked(ANSWER, f"./growing#sentence={INDIA}&snapshot=19")["shows"]


# The choices


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("choice: other -> Another", "choice: norway -> Also", "is in 2 of the choices"),
        ("choice: Norway\nchoice: other -> Another", "choice: Peru\nchoice: India", "is in none of the choices"),
        ("reveal: It", "reveal: other -> It", "nothing is said if `Norway` is right"),
        ("question: answer", "question: answer\ncell: lstn", "there is no cell `lstn`"),
        (" ___", "", "the sentence has no blank"),
        ("question: answer", "question: gate\ngate: z\nat: Norway", "lstm has no gate `z`"),
        ("question: answer", "question: where\ngate: f", "“other"),
        ("question: answer\nask", "question: holders\nask", "`Norway` is not a number of anything"),
        ("question: answer\nask", "question: beyond\nask", "no choice can stand for `Norway` here"),
        ("question: answer\nask", "question: weights\ncells: lstm\nask", "a question compares 2 to 4 cells"),
        ("question: answer\nask", "question: holders\nfact: mood\nask", "there is no fact `mood`"),
    ],
)
def test_a_question_whose_choices_or_fields_do_not_fit_is_refused_in_words(old: str, new: str, what: str) -> None:
    text = WHOLE.replace(old, new, 1).replace("{answer}", "so")
    if what.startswith("“other"):  # a word that is not in the sentence
        text, what = text.replace("choice: Norway", "choice: Sweden"), "“Sweden” is not a word of the sentence"
    assert any(what in fault.what for fault in faults_in(text)), faults_in(text)


def test_a_slot_that_is_empty_this_time_is_refused_in_words() -> None:
    text = WHOLE.replace("answer\nask", "change\nask").replace("other ->", "never ->").replace("It says {answer}", "At {word}")
    assert not faults_in(text.replace("choice: never", "choice: other"))
    (fault,) = faults_in(text.replace(INDIA, PASSING))
    assert fault.what == "nothing can be put into {word} here"


def test_a_gradient_of_too_long_a_text_is_refused_before_it_is_computed() -> None:
    question = "question: reaches\ncells: rnn, lstm\nat: It\nword: It\nask: ?\nchoice: rnn\nchoice: lstm\nreveal: So.\n"
    (fault,) = faults_in(f"{HEAD}step: A\nsay: B\nlink: ./#sentence=It {'rained ' * 100}___\n{question}")
    assert fault.what == "this takes too long to compute"


def test_a_key_of_the_worksheet_is_filled_from_the_steps() -> None:
    sheet = "worksheet: What does it say?\nkey: {1.answer}, so “{1.right}”.\n"
    found = shown(read(WHOLE.replace("step: One", f"{sheet}step: One"))).whole()
    assert found and found["worksheet"] == [{"question": "What does it say?", "key": "Norway, so “Norway”."}]
    (fault,) = faults_in(WHOLE.replace("step: One", sheet.replace("1.answer", "2.answer") + "step: One"))
    assert (fault.line, fault.what) == (6, "nothing can be put into {2.answer} here")


def test_every_kind_says_what_it_asks_and_has_a_way_to_find_it() -> None:
    said = {name: catalogue().has(f"writing.kind.{name.replace(' ', '-')}") for name in KINDS}
    assert all(said[name] and kind.slots and kind.walks >= 1 for name, kind in KINDS.items())


@pytest.mark.parametrize(
    ("p", "text"),
    [(1.0, "100"), (0.99996, "100"), (0.9996, "99.96"), (0.994, "99"), (0.5, "50"), (0.004, "0.4"), (0.0, "0"), (0.00001, "0")],
)
def test_a_share_is_told_with_as_many_digits_as_it_takes(p: float, text: str) -> None:
    assert percent(p, catalogue()) == text


def test_what_is_right_follows_the_network_that_answers() -> None:
    """The same text, and under the same name a network that has learned nothing: what is right is not written down."""
    untaught = Network.create(LSTM.config, seed=0)
    assert right(shown(read(WHOLE)).steps[0]["question"]) == "Norway"
    assert right(shown(read(WHOLE), {**NETWORKS, "lstm": untaught}).steps[0]["question"]) == "Another"
