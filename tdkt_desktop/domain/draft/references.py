"""Who names a question inside a checklist being written; taking a question out takes out what cannot stand without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from tdkt_desktop.domain.draft.tree import Tree, asked_by
from tdkt_desktop.domain.values import Plain

WORDS = {
    "when": "điều kiện hỏi",
    "sum": "phép cộng hoặc phép so với câu khác",
    "statement": "câu tổng hợp hoặc vế của câu tổng hợp",
    "contradiction": "mâu thuẫn cần soát",
}


def without_questions(tree: Tree, gone: AbstractSet[str]) -> tuple[Tree, str]:
    """The tree where nothing names the questions that are gone, and in words what went with them."""
    told: Counter[str] = Counter()
    made = {**tree}
    made["criteria"] = [
        {**one, "questions": [_question(asked, gone, told) for asked in one["questions"]]}
        for one in tree["criteria"]
    ]
    made["sections"] = [
        {**one, "statements": _statements(one["statements"], gone, told)} for one in tree["sections"]
    ]
    kept = [one for one in tree["contradictions"] if not {said["question"] for said in one["all_of"]} & gone]
    told["contradiction"] += len(tree["contradictions"]) - len(kept)
    made["contradictions"] = kept
    return made, "; ".join(f"{count:02d} {WORDS[what]}" for what, count in told.items() if count)


def with_answer_renamed(tree: Tree, code: str, names: Mapping[str, str]) -> Tree:
    """The tree where everything that waits for an answer of a choice question waits for it by its new name."""

    def follow(node: Plain) -> Plain:
        if isinstance(node, list):
            return [follow(one) for one in node]
        if not isinstance(node, dict):
            return node
        made = {key: follow(child) for key, child in node.items()}
        asked, equals = node.get("question"), node.get("equals")
        if isinstance(equals, str) and (asked in (code, [code])):
            made["equals"] = names.get(equals, equals)
        return made

    return {
        **tree,
        "criteria": follow(tree["criteria"]),
        "sections": follow(tree["sections"]),
        "contradictions": follow(tree["contradictions"]),
    }


def _question(asked: Tree, gone: AbstractSet[str], told: Counter[str]) -> Tree:
    made = dict(asked)
    if asked.get("when") and asked["when"]["question"] in gone:
        del made["when"]
        told["when"] += 1
    if asked.get("part_of") in gone:
        del made["part_of"]
        told["sum"] += 1
    if total := asked.get("total_of"):
        left = [name for name in total if name.removeprefix("-") not in gone]
        told["sum"] += left != list(total)
        made.pop("total_of")
        if left:
            made["total_of"] = left
    return made


def _statements(said: list[Tree], gone: AbstractSet[str], told: Counter[str]) -> list[Tree]:
    found = []
    for one in said:
        left = _statement(one, gone)
        told["statement"] += left != one
        if left is not None:
            found.append(left)
    return found


def _statement(said: Tree, gone: AbstractSet[str]) -> Tree | None:
    """A statement without what is gone; None when nothing of it is left. One that names nothing gone stays as it is."""
    made = dict(said)
    if phrases := said.get("phrases"):
        made["phrases"] = {code: words for code, words in phrases.items() if code not in gone}
    if "counts" in said:
        made["counts"] = [left for one in said["counts"] if (left := _count(one, gone)) is not None]
    if "count" in said:
        left = _count(said["count"], gone)
        if left is None:
            del made["count"]
        else:
            made["count"] = left
    if "questions" in said:
        made["questions"] = [code for code in said["questions"] if code not in gone]
    empty: dict[str, Callable[[], bool]] = {
        "counts": lambda: not made.get("counts"),
        "failing": lambda: not made.get("counts"),
        "all_only": lambda: "count" not in made,
        "examples": lambda: not made.get("questions"),
        "proposals": lambda: not made.get("questions"),
        "names": lambda: said.get("question") in gone,
        "sum": lambda: said.get("question") in gone,
        "range": lambda: said.get("question") in gone,
    }
    if made == said and said.get("question") not in gone:
        return said
    return None if said["type"] in empty and empty[said["type"]]() else made


def _count(count: Tree, gone: AbstractSet[str]) -> Tree | None:
    left = [code for code in asked_by(count) if code not in gone]
    if left == asked_by(count):
        return count
    return {**count, "question": left[0] if len(left) == 1 else left} if left else None
