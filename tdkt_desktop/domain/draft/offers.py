"""What a person can pick from while writing a checklist: questions by number and words, answers, sections, kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tdkt_desktop.domain.draft.fields import KIND_WORDS, LEVEL_WORDS
from tdkt_desktop.domain.draft.tree import Node, Part, Tree, asked_by, numbers, questions, value_of
from tdkt_desktop.domain.kinds import FIGURE_KINDS, ITEM_KINDS, Kind
from tdkt_desktop.domain.values import Plain

Offer = tuple[Plain, str]
PICKED = frozenset({Kind.YES_NO, Kind.CHOICE})
ADDED = FIGURE_KINDS | ITEM_KINDS
LONGEST = 90  # letters of a question in a list of offers
YES_NO: tuple[Offer, ...] = ((True, "Có"), (False, "Không"))


def question_words(tree: Tree, code: str) -> str:
    """A question as lists of offers name it: number and words."""
    return _named(tree, [code])[0][1]


def answers(tree: Tree, code: str) -> tuple[Offer, ...]:
    """The answers that a condition can wait for; none for a question that is not picked from a list."""
    asked = next((one for one in questions(tree) if one["code"] == code), None)
    if asked is None or asked["kind"] not in PICKED:
        return ()
    if asked["kind"] == Kind.YES_NO:
        return YES_NO
    return tuple((choice, choice) for choice in asked.get("choices", ()))


def askable(tree: Tree, node: Node) -> tuple[Offer, ...]:
    """The questions whose answer a condition of a node can name: for a question those that are asked before it."""
    return _named(tree, askable_codes(tree, node))


def askable_codes(tree: Tree, node: Node) -> list[str]:
    """The same by their codes alone."""
    codes: list[str] = []
    for one in questions(tree):
        if node.part is Part.QUESTION and one["code"] == node.key:
            break
        if one["kind"] in PICKED:
            codes.append(one["code"])
    return codes


def offers(tree: Tree, node: Node, key: str) -> tuple[Offer, ...]:
    """The values of a property that is picked, with their words."""
    maker = OFFERS.get(key)
    found = maker(tree, node) if maker is not None else _of_kinds(tree, _told_by(tree, node))
    return (*found, *_chosen(tree, node, key, found))


def _chosen(tree: Tree, node: Node, key: str, found: tuple[Offer, ...]) -> Iterator[Offer]:
    """What is chosen already and would not be offered: it is shown, not dropped."""
    value = asked_by(value_of(tree, node)) if key == "question" else value_of(tree, node).get(key)
    known = [one for one, _ in found]
    for one in value if isinstance(value, list) else [value]:
        if one not in (None, "") and one not in known:
            yield one, question_words(tree, one) if key in ("question", "questions") else str(one)


def _sections(tree: Tree, _node: Node) -> tuple[Offer, ...]:
    named = tuple((one["key"], f"{one['key']}. {one['title']}") for one in tree["sections"])
    return (("", "(không mục nào)"), *named)


def _equals(tree: Tree, node: Node) -> tuple[Offer, ...]:
    asked = asked_by(value_of(tree, node))
    own = answers(tree, asked[0]) if len(asked) == 1 else ()
    return ((None, "(câu trả lời đúng của câu hỏi)"), *own)


def _added(tree: Tree, node: Node) -> tuple[Offer, ...]:
    return _of_kinds(tree, ADDED, node.key)


def _told_by(tree: Tree, node: Node) -> Iterable[Kind]:
    """The kinds of questions that a statement or count can tell of."""
    if node.part is Part.COUNT:
        return PICKED
    kinds: dict[str, Iterable[Kind]] = {
        "names": (Kind.LIST,),
        "proposals": (Kind.LIST,),
        "sum": (Kind.MONEY, Kind.LIST),
        "range": FIGURE_KINDS,
        "examples": set(Kind) - PICKED,
    }
    return kinds.get(value_of(tree, node).get("type", ""), ())


def _of_kinds(tree: Tree, kinds: Iterable[Kind], but: str = "") -> tuple[Offer, ...]:
    wanted = set(kinds)
    return _named(
        tree, [one["code"] for one in questions(tree) if one["kind"] in wanted and one["code"] != but]
    )


def _named(tree: Tree, codes: Iterable[str]) -> tuple[Offer, ...]:
    asks, known = {one["code"]: one["ask"] for one in questions(tree)}, numbers(tree)
    return tuple((code, _words(known.get(code, code), asks.get(code, ""))) for code in codes)


def _words(number: str, ask: str) -> str:
    said = f"{number}. {' '.join(ask.split())}"
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"


OFFERS: dict[str, Callable[[Tree, Node], tuple[Offer, ...]]] = {
    "kind": lambda _tree, _node: tuple((str(kind), words) for kind, words in KIND_WORDS.items()),
    "level": lambda _tree, _node: tuple(LEVEL_WORDS.items()),
    "section": _sections,
    "expects": lambda tree, node: ((None, "(không xét đúng sai)"), *answers(tree, node.key)),
    "equals": _equals,
    "part_of": lambda tree, node: (("", "(không)"), *_of_kinds(tree, FIGURE_KINDS, node.key)),
    "plus": _added,
    "minus": _added,
}
