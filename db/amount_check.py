"""Checks of what a support line says on its amount besides rates, caps and figures."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from db.catalog_format import CapForm, CostRuleForm, FigureForm
from desktop.domain.codes import SupportKind, Unit
from desktop.domain.counted_cost import UNIT_DRIVERS
from desktop.domain.drivers import DRIVERS, DriverKind

if TYPE_CHECKING:  # the line's check leads here
    from db.line_check import LineCheck

_COST_RULE_FIELDS = {
    "part_cap": {"driver", "yen"},
    "share": {"share"},
    "deduction": {"driver"},
}
"""Which fields each kind of cost rule has; it has no other of them."""


_UNCOUNTED = (Unit.PROJECT,)
"""Units of which a line need not ask the number: one project is the rule."""

_SHARE = re.compile(r"\d\s*(?:%|割)|\d\s*/\s*\d")


class AmountCheck:
    """Collects the faults of one line's cost rules, repayment share, unit limit and drivers of caps."""

    def __init__(self, line: LineCheck) -> None:
        self.line = line
        self.program = line.program
        self.path = line.path
        self.form = line.form

    def run(self) -> None:
        """Check every part."""
        self._check_repayment()
        self._check_unit_limit()
        for number, rule in enumerate(self.form.cost_rule, start=1):
            self._check_cost_rule(f"{self.path}.cost_rule[{number}]", rule)
        for number, cap in enumerate(self.form.cap, start=1):
            self._check_cap_drivers(f"{self.path}.cap[{number}]", cap)
        self._check_computable()
        self._check_units()

    def _report(self, field: str, text: str) -> None:
        """Add a fault of a field of the line."""
        self.program.report(f"{self.path}.{field}", text)

    def _check_computable(self) -> None:
        """A line that prints amounts but neither rate nor cap says why nothing can be computed."""
        form = self.form
        if form.not_computable:
            if not (form.rate or form.cap or form.figure):
                self._report("not_computable", "数字のないメニューには要りません")
        elif not (form.rate or form.cap) and any(map(self._is_amount, form.figure)):
            self._report("not_computable", "率も上限額もないので、計算できない理由を書きます")

    def _is_amount(self, figure: FigureForm) -> bool:
        """Whether a figure looks as if an amount could be computed from it."""
        if figure.yen is not None:
            return True
        printed = unicodedata.normalize("NFKC", figure.printed + figure.unit)
        return not self.form.auxiliary and _SHARE.search(printed) is not None

    def _check_units(self) -> None:
        """A cap says what it limits, and the plan is asked for the number of its units."""
        form = self.form
        if not form.cap:
            return
        if form.basis is None:
            self._report("basis", "上限額が何にかかるかを書きます（分からないときは open）")
        needed = {unit.value: driver for unit, driver in UNIT_DRIVERS.items()}.get(form.per or "")
        listed = form.drivers if form.per != Unit.CASE else [*form.drivers, *form.optional_drivers]
        if form.per not in _UNCOUNTED and needed is not None and needed not in listed:
            self._report("drivers", f"{form.per} あたりの上限額には「{needed}」が要ります")

    def _check_repayment(self) -> None:
        """A 交付税措置率 belongs to a bond, and is what is printed."""
        share = self.form.repayment_share
        if share is None:
            return
        self.program.check_sources(f"{self.path}.repayment_share.source", share.source)
        self.line.check_share(f"{self.path}.repayment_share.rate", share.rate, share.printed)
        if self.form.kind != SupportKind.BOND:
            self._report("repayment_share", "地方債（bond）のメニューにだけ書きます")

    def _check_unit_limit(self) -> None:
        """The largest number of units is what is printed, and the line is paid per unit."""
        limit = self.form.unit_limit
        if limit is None:
            return
        self.program.check_sources(f"{self.path}.unit_limit.source", limit.source)
        found = re.search(r"\d+", unicodedata.normalize("NFKC", limit.printed))
        if limit.count < 1 or found is None or int(found.group()) != limit.count:
            self._report("unit_limit.count", f"{limit.count}は表記「{limit.printed}」と違います")
        if self.form.per is None:
            self._report("unit_limit", "数える単位（per）がありません")

    def _check_cost_rule(self, path: str, form: CostRuleForm) -> None:
        """Check one rule on what counts of a cost."""
        program = self.program
        program.check_sources(f"{path}.source", form.source)
        program.check_filled({f"{path}.label": form.label, f"{path}.printed": form.printed})
        self.line.check_condition(f"{path}.when", form.when)
        given = {name for name in ("driver", "yen", "share") if getattr(form, name) is not None}
        wanted = _COST_RULE_FIELDS[form.kind]
        if given != wanted:
            program.report(path, f"{form.kind} に書くのは {', '.join(sorted(wanted))} です")
        self._check_driver(f"{path}.driver", form.driver, DriverKind.YEN)
        if form.yen is not None:
            self.line.check_yen(path, form.yen, form.printed, form.unit)
        if form.share is not None:
            self.line.check_share(f"{path}.share", form.share, form.printed)

    def _check_cap_drivers(self, path: str, form: CapForm) -> None:
        """Check what multiplies or limits a cap, and its last year."""
        self.program.check_year(f"{path}.until", form.until)
        self._check_driver(f"{path}.times_driver", form.times_driver, DriverKind.COUNT)
        self._check_driver(f"{path}.at_most_driver", form.at_most_driver, DriverKind.YEN)
        if form.plus is not None:
            self._check_driver(f"{path}.plus.driver", form.plus.driver, DriverKind.COUNT)
        if form.times_driver in self.form.optional_drivers:
            told = f"「{form.times_driver}」がないと上限額が決まらないので、drivers に書きます"
            self.program.report(f"{path}.times_driver", told)

    def _check_driver(self, path: str, name: str | None, kind: DriverKind) -> None:
        """Report a driver that the line does not list, or that holds another kind of value."""
        if name is None:
            return
        if name not in {*self.form.drivers, *self.form.optional_drivers}:
            self.program.report(path, f"「{name}」がメニューの drivers にありません")
        elif name in DRIVERS and DRIVERS[name].kind is not kind:
            self.program.report(path, f"「{name}」は {kind.value} ではありません")
