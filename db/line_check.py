"""Checks of one support line of a catalogue file: rates, caps, figures and what they depend on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.amount_check import AmountCheck
from db.catalog_format import CapForm, LineForm, RateForm, ThroughPrefectureForm
from db.rule_check import rule_drivers
from desktop.domain.codes import Basis, SupportKind, Unit
from desktop.domain.drivers import DRIVERS
from desktop.domain.money import parse_printed_yen, parse_rate

if TYPE_CHECKING:  # the programme's check leads here
    from db.catalog_check import ProgramCheck

_NEEDED_BY_DERIVED = {"loan_to_public_ratio": ("loan_yen", "public_yen")}


class LineCheck:
    """Collects the faults of one line in the list of its programme's check."""

    def __init__(self, program: ProgramCheck, path: str, form: LineForm) -> None:
        self.program = program
        self.path = path
        self.form = form
        self.used_drivers: set[str] = set()

    def run(self) -> None:
        """Check every part of the line except its criteria (the edition does those)."""
        self._check_head()
        self._check_actors()
        for number, rate in enumerate(self.form.rate, start=1):
            self._check_rate(f"{self.path}.rate[{number}]", rate)
        for number, cap in enumerate(self.form.cap, start=1):
            self._check_cap(f"{self.path}.cap[{number}]", cap)
        self._check_figures()
        AmountCheck(self).run()
        self._check_order("rate", self.form.rate)
        self._check_order("cap", self.form.cap)
        self._check_drivers()

    def _check_head(self) -> None:
        """Check the line's own fields."""
        program, form, path = self.program, self.form, self.path
        program.check_filled({f"{path}.label": form.label})
        program.check_value(f"{path}.kind", form.kind, SupportKind)
        program.check_value(f"{path}.per", form.per, Unit)
        program.check_value(f"{path}.basis", form.basis, Basis)
        program.check_year(f"{path}.end_year", form.end_year)
        program.check_sources(f"{path}.source", form.source)
        if form.ordinance is not None:
            program.check_sources(f"{path}.ordinance.source", form.ordinance.source)
        if form.through_prefecture is not None:
            self._check_through_prefecture(form.through_prefecture)

    def _check_through_prefecture(self, form: ThroughPrefectureForm) -> None:
        """What a prefecture does for its towns is said, and cited."""
        path = f"{self.path}.through_prefecture"
        self.program.check_filled({f"{path}.text": form.text})
        self.program.check_sources(f"{path}.source", form.source)

    def _check_actors(self) -> None:
        """A line that the town cannot apply for says who can, and what the town does."""
        if self.form.applicant != "local_actor":
            return
        if not self.form.actors:
            self.program.report(f"{self.path}.actors", "申請できる地域の主体がありません")
        self.program.check_list(f"{self.path}.actors", self.form.actors, None)
        if not self.form.town_role.strip():
            self.program.report(f"{self.path}.town_role", "まちにできることがありません")

    def _check_rate(self, path: str, form: RateForm) -> None:
        """Check one rate; one that cannot be read says so."""
        program = self.program
        program.check_sources(f"{path}.source", form.source)
        program.check_filled({f"{path}.printed": form.printed})
        self.check_condition(f"{path}.when", form.when)
        if form.rate is not None:
            self.check_share(f"{path}.rate", form.rate, form.printed)
        elif not form.doubt.strip():
            program.report(f"{path}.rate", "率がないときは、読み取れないわけを doubt に書きます")

    def check_share(self, path: str, text: str, printed: str) -> None:
        """Report a rate that is unreadable, not between 0 and 1, or other than a printed rate."""
        if not self.program.check_readable(path, text, parse_rate):
            return
        rate = parse_rate(text)
        if not 0 < rate <= 1:
            self.program.report(path, f"率は0より大きく1以下です（{text}）")
        try:
            shown = parse_rate(printed)
        except (ValueError, ZeroDivisionError):
            return  # printed in words, such as 2分の1
        if shown != rate:
            self.program.report(path, f"率 {text} が表記「{printed}」と違います")

    def _check_cap(self, path: str, form: CapForm) -> None:
        """Check one cap and the factor that may raise it."""
        program = self.program
        program.check_sources(f"{path}.source", form.source)
        self.check_condition(f"{path}.when", form.when)
        self.check_yen(path, form.yen, form.printed, form.unit)
        if form.raised is not None:
            program.check_sources(f"{path}.raised.source", form.raised.source)
            program.check_filled({f"{path}.raised.printed": form.raised.printed})
            self.check_condition(f"{path}.raised.when", form.raised.when)
            program.check_readable(f"{path}.raised.by", form.raised.by, parse_rate)
        if form.plus is not None:
            program.check_sources(f"{path}.plus.source", form.plus.source)
            self.check_yen(f"{path}.plus", form.plus.yen, form.plus.printed, form.plus.unit)

    def _check_figures(self) -> None:
        """Check the further figures; those without yen may print any text."""
        for number, figure in enumerate(self.form.figure, start=1):
            path = f"{self.path}.figure[{number}]"
            self.program.check_sources(f"{path}.source", figure.source)
            texts = {f"{path}.label": figure.label, f"{path}.printed": figure.printed}
            self.program.check_filled(texts)
            if figure.yen is not None:
                self.check_yen(path, figure.yen, figure.printed, figure.unit)

    def check_yen(self, path: str, yen: int, printed: str, unit: str) -> None:
        """Report an amount that is not what is printed (with its unit)."""
        if not self.program.check_readable(f"{path}.printed", printed + unit, parse_printed_yen):
            return
        expected = parse_printed_yen(printed + unit)
        if expected != yen:
            text = f"{yen:,}円は表記「{printed + unit}」（{expected:,}円）と違います"
            self.program.report(f"{path}.yen", text)

    def check_condition(self, path: str, data: dict[str, object] | None) -> None:
        """Check a condition of a case and remember its drivers."""
        resolved = self.program.check_rule(path, data, drivers_allowed=True)
        if resolved:
            self.used_drivers |= rule_drivers(resolved)

    def _check_order(self, name: str, cases: Sequence[RateForm | CapForm]) -> None:
        """Report cases that can never hold, since one before them always does."""
        for number, case in enumerate(cases, start=1):
            if case.when is None and number < len(cases):
                path = f"{self.path}.{name}[{number + 1}]"
                self.program.report(path, f"その前の{name}[{number}]に条件がないので使われません")
                return

    def _check_drivers(self) -> None:
        """Check the listed drivers, and that every driver of a condition is listed."""
        listed = [*self.form.drivers, *self.form.optional_drivers]
        asked = [name for name, driver in DRIVERS.items() if not driver.derived]
        self.program.check_list(f"{self.path}.drivers", listed, asked)
        for name in sorted(self.used_drivers):
            for needed in _NEEDED_BY_DERIVED.get(name, (name,)):
                if needed not in listed:
                    text = f"条件に使う「{needed}」が drivers にも optional_drivers にもありません"
                    self.program.report(f"{self.path}.drivers", text)
