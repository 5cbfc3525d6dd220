"""Checks of one edition of a catalogue file: criteria, lines, rounds and the small texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.catalog_format import CriterionForm, EditionForm, RoundForm
from db.line_check import LineCheck
from desktop.domain.codes import Certainty
from desktop.domain.dates import PartialDate

if TYPE_CHECKING:  # the programme's check uses this module
    from db.catalog_check import ProgramCheck

CODE_LENGTH, PREFECTURES = 2, 47


class EditionCheck:
    """Collects the faults of one edition in the list of its programme's check."""

    def __init__(self, program: ProgramCheck, path: str, form: EditionForm) -> None:
        self.program = program
        self.path = path
        self.form = form

    def run(self) -> None:
        """Check every part of the edition."""
        form = self.form
        self._check_head()
        common = [criterion.id for criterion in form.criterion]
        self.check_criteria(self.path, form.criterion)
        self.program.check_unique(f"{self.path}.line", [line.id for line in form.line])
        for line in form.line:
            path = f"{self.path}.line[{line.id}]"
            LineCheck(self.program, path, line).run()
            self.check_criteria(path, line.criterion)
            for shared in sorted({item.id for item in line.criterion} & set(common)):
                self.program.report(f"{path}.criterion", f"id「{shared}」は共通の要件と同じです")
        for number, call in enumerate(form.round, start=1):
            self._check_round(f"{self.path}.round[{number}]", call)
        self._check_texts()

    def check_criteria(self, path: str, criteria: Sequence[CriterionForm]) -> None:
        """Check the criteria of the edition or of a line."""
        program = self.program
        program.check_unique(f"{path}.criterion", [criterion.id for criterion in criteria])
        for criterion in criteria:
            here = f"{path}.criterion[{criterion.id}]"
            program.check_filled({f"{here}.text": criterion.text})
            program.check_sources(f"{here}.source", criterion.source)
            body = criterion.scope == "body"
            program.check_rule(f"{here}.rule", criterion.rule, drivers_allowed=not body)
            if body and criterion.rule is None and not criterion.ask.strip():
                program.report(here, "団体の要件には rule か ask（確認先）が要ります")

    def _check_head(self) -> None:
        """Check years, certainty and source."""
        program, form = self.program, self.form
        if not form.years:
            program.report(f"{self.path}.years", "年度がありません")
        for code in form.years:
            program.check_year(f"{self.path}.years", code)
        program.check_sources(f"{self.path}.source", form.source)
        if isinstance(form.certainty, str):
            return
        if set(form.certainty) != set(form.years):
            program.report(f"{self.path}.certainty", "years と同じ年度を書きます")
        for code, value in form.certainty.items():
            program.check_value(f"{self.path}.certainty.{code}", value, Certainty)

    def _check_round(self, path: str, form: RoundForm) -> None:
        """Check dates and their order."""
        program = self.program
        program.check_filled({f"{path}.label": form.label})
        program.check_sources(f"{path}.source", form.source)
        program.check_year(f"{path}.project_year", form.project_year)
        dates = {"opens": form.opens, "closes": form.closes}
        readable = [
            PartialDate.parse(text)
            for name, text in dates.items()
            if text is not None
            and program.check_readable(f"{path}.{name}", text, PartialDate.parse)
        ]
        if len(readable) == len(dates) and readable[1].last_day < readable[0].first_day:
            program.report(path, "closes が opens より前です")
        if form.state in ("fixed", "expected") and not any(dates.values()) and not form.printed:
            program.report(path, "確定・見込の募集には opens・closes・printed のどれかが要ります")

    def _check_texts(self) -> None:
        """Check steps, costs, contacts and changes."""
        form = self.form
        groups = {
            "step": [(item.text, item.source) for item in form.step],
            "eligible_cost": [(item.text, item.source) for item in form.eligible_cost],
            "ineligible_cost": [(item.text, item.source) for item in form.ineligible_cost],
            "contact": [(item.name, item.source) for item in form.contact],
            "change": [(item.text, item.source) for item in form.change],
        }
        for name, items in groups.items():
            for number, (text, sources) in enumerate(items, start=1):
                here = f"{self.path}.{name}[{number}]"
                self.program.check_filled({here: text})
                self.program.check_sources(f"{here}.source", sources)
        for number, contact in enumerate(form.contact, start=1):
            for code in contact.prefectures:
                if not (
                    len(code) == CODE_LENGTH and code.isdecimal() and 1 <= int(code) <= PREFECTURES
                ):
                    here = f"{self.path}.contact[{number}].prefectures"
                    self.program.report(here, f"都道府県コード（01～47）ではありません: {code}")
        for number, change in enumerate(form.change, start=1):
            self.program.check_year(f"{self.path}.change[{number}].since", change.since)
