"""Where a code may land that no screen takes: the field that accepts codes."""

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


def code_field(ground: QWidget) -> QLineEdit | None:
    """Find the field that accepts codes and can be seen: the one with the focus, or the first."""
    fields = [
        edit
        for edit in ground.findChildren(QLineEdit)
        if getattr(edit, "accepts_code", False)
        and edit.isVisible()
        and edit.isEnabled()
        and not edit.isReadOnly()
    ]
    focus = QApplication.focusWidget()
    return next((edit for edit in fields if edit is focus), fields[0] if fields else None)
