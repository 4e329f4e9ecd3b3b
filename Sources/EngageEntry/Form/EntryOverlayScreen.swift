import EngageModel
import EngageStore

/// What stands in front of the form, as a face paints it.
extension EntryForm {
  func paint(_ overlay: Overlay, on screen: inout EntryScreen) {
    switch overlay {
    case .menu(let focus):
      screen.text = "What shall be done?"
      screen.choosing = .nothing
      screen.options = menu.enumerated().map { position, word in
        EntryScreen.Option(key: String(word.letter), label: word.summary, isFocused: position == focus)
      }
      screen.foot = [EntryScreen.Hint("a letter", "does it"), EntryScreen.Hint("Esc", "back to the form")]
    case .help:
      screen.text = "Help"
      screen.details =
        EntryForm.helpLines + EntryWord.allCases.map { "  \($0.letter)  \($0.summary)" }
      screen.foot = [EntryScreen.Hint("↓ ↑", "more"), EntryScreen.Hint("Esc", "back to the form")]
    case .leaving:
      screen.text = "Leave?"
      screen.details = [
        entry.hasUnfinishedForm
          ? "The form in hand is kept. The same command goes on where you are now."
          : "Everything that was entered is stored."
      ]
      screen.foot = [EntryScreen.Hint("Enter", "leave"), EntryScreen.Hint("Esc", "stay")]
    case .ask(let inquiry, let editor):
      screen.choosing = .nothing
      paint(inquiry, on: &screen)
      screen.field = editor.field
      screen.foot = [EntryScreen.Hint("Enter", "take it"), EntryScreen.Hint("Esc", "back to the form")]
    case .figures(let form): form.fill(&screen)
    case .safeguarding(let held): paintSafeguarding(held, on: &screen)
    case .personal(let found, let question): paintPersonal(found, question, on: &screen)
    }
  }

  private func paint(_ inquiry: Inquiry, on screen: inout EntryScreen) {
    let languages = entry.survey.languages.all
    switch inquiry {
    case .jump: screen.text = "Go to question number:"
    case .remark:
      screen.text = "Remark on this form:"
      screen.hint = "For those who look after the data. It is counted nowhere. Leave out names."
    case .language:
      screen.text = "Show the questions in:"
      screen.options = options(languages)
    case .originLanguage:
      screen.text = "In which language was this text written?"
      screen.hint = "A number, or the language in your own words. Empty: nothing is kept."
      screen.options = options(languages)
    case .translator:
      screen.text = "Who translated it?"
      screen.hint = "Empty, if what you type in is the original."
    case .originalWords:
      screen.text = "The words as they were written:"
      screen.hint = "They may be left out."
    case .why:
      screen.text = "Why is it changed?"
      screen.details = entry.changeLines
    }
  }

  private func options(_ languages: [String]) -> [EntryScreen.Option] {
    languages.enumerated().map { EntryScreen.Option(key: String($0 + 1), label: LanguageNames.written($1)) }
  }

  private func paintSafeguarding(_ held: Bool, on screen: inout EntryScreen) {
    screen.text = "Somebody may be in danger"
    let what =
      held
      ? "The text is held back: nobody sees it in lists, exports or reports. The form goes on without it."
      : "There is no text here to hold back. In a text, Alt-S holds it back at once."
    let ring =
      entry.companions.safeguarding.isEmpty
      ? [
        "In immediate danger: ring 999. Your organisation's own contacts are not written down yet (safeguarding.yaml)."
      ]
      : entry.companions.safeguarding
    screen.message = EntryScreen.Message(.safeguarding, ring + [what])
    screen.foot = [EntryScreen.Hint("Enter", "goes on with the form")]
  }

  private func paintPersonal(_ found: [String], _ question: Question.ID, on screen: inout EntryScreen) {
    screen.text = "Something in this text \(found.together)."
    screen.hint = "Whoever reads it could tell who somebody is. Leave out what is not needed."
    if case .field(let editor, _) = input, textInHand != nil {
      screen.field = editor.field
    } else if case .text(let text)? = entry.form.response.answers[question] {
      screen.field = EntryScreen.Field(text: text, cursor: 0, isLong: true)
    }
    screen.options = [
      EntryScreen.Option(key: "1", label: "store it as it is"),
      EntryScreen.Option(key: "2", label: "go back to it and change it", isFocused: true),
    ]
    screen.foot = [EntryScreen.Hint("1", "store as it is"), EntryScreen.Hint("Enter", "change it")]
  }
}
