/// What a person does to a form on the screen, as any face tells it: a terminal, later a page.
public enum EntryKey: Sendable, Hashable {
  /// What was typed: one character, or what an input method yields at once.
  case text(String)
  /// What was pasted; line ends are `\n`.
  case paste(String)
  case enter
  /// A line end within a text (Alt-Enter, or Ctrl-J).
  case newLine
  case tab, backTab, escape
  case backspace, delete
  case deleteWordBack, deleteToEnd, deleteToStart
  case left, right, up, down, wordLeft, wordRight, home, end, textStart, textEnd, pageUp, pageDown
  /// F1 to F12.
  case function(Int)
  /// Ctrl and a letter in lower case, but those that have a name here.
  case control(Character)
  /// Alt and a character.
  case alt(Character)
  /// Bytes that are no text, such as those that are not UTF-8.
  case unreadable
}
