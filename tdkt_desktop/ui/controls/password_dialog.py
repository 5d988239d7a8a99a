"""The password of a locked .tdkt file: asked for to open one, chosen to lock one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import button, label, labelled
from tdkt_desktop.ui.look.theme import PAGE, UNIT

SHORTEST = 8  # as the format asks; said here before anything is written
LETTERS = 60
HOW = (
    "Dùng chữ không dấu và số, từ 8 ký tự. Báo mật khẩu cho người nhận bằng điện thoại, không ghi vào USB. "
    "Quên mật khẩu thì không ai mở được tệp này, nhưng dữ liệu trên máy vẫn nguyên."
)


class PasswordDialog(QDialog):
    """`entered(str)` once, when a person went on. `new` asks twice and says how to choose."""

    entered = Signal(str)

    def __init__(self, title: str, words: str, parent: QWidget | None = None, *, new: bool = False) -> None:
        super().__init__(parent)
        self._new = new
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(words, "question"))
        if new:
            box.addWidget(label(HOW, "hint"))
        self.password, self.again = QLineEdit(), QLineEdit()
        names = ("Mật khẩu", "Nhập lại mật khẩu")
        for field, name in zip((self.password, self.again), names, strict=True):
            field.setAccessibleName(name)
            field.textEdited.connect(self._judge)
        box.addLayout(labelled(names[0], self.password))
        if new:
            box.addLayout(labelled(names[1], self.again))
        self.problem = label("", "problem")
        box.addWidget(self.problem)
        show = QCheckBox("&Hiện mật khẩu")
        show.toggled.connect(self._show)
        box.addWidget(show)
        box.addStretch(1)
        box.addLayout(self._buttons())
        self._show(shown=False)
        self._judge()
        self.resize(LETTERS * self.fontMetrics().averageCharWidth(), self.sizeHint().height())
        self.finished.connect(self.deleteLater)
        self.password.setFocus()

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        self.go = button("&Khóa tệp" if self._new else "&Mở tệp", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self._go_on)
        back = button("&Bỏ")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        line.addWidget(self.go)
        line.addWidget(back)
        return line

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.password, self.again):
            field.setEchoMode(mode)

    def _judge(self, _text: str = "") -> None:
        first, second = self.password.text(), self.again.text()
        problem = ""
        if self._new and first and len(first) < SHORTEST:
            problem = f"Mật khẩu cần từ {SHORTEST} ký tự."
        elif self._new and second and first != second:
            problem = "Hai lần nhập chưa giống nhau."
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.go.setEnabled(bool(first) and not problem and (not self._new or first == second))

    def _go_on(self) -> None:
        password = self.password.text()
        self.accept()
        self.entered.emit(password)
