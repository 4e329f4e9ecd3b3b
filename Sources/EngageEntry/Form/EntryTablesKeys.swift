import EngageModel
import EngageStore

/// Points of a table and figures of the session: keys for the forms within the form.
extension EntryForm {
  mutating func write(_ key: EntryKey, _ before: PointsEditor) throws {
    guard case .question(let id) = entry.stage, let question = entry.survey.question(id) else { return }
    var editor = before
    let outcome = editor.handle(key)
    // Points that were taken are taken back by the form, which has them on disk.
    if outcome == .edited, key == .control("z") || key == .control("y") { return try otherKey(key) }
    switch outcome {
    case .shown: input = .points(editor)
    case .edited: try keep(editor, to: question)
    case .done: try attempt { try $0.takePoint("", to: question) }
    case .back: try perform(.back)
    case .refused(let words): refuse(words)
    case .notMine:
      if let word = word(of: key) { return try perform(word) }
      if [.escape, .function(10), .unreadable].contains(key) { return try answer(key) }
      try otherKey(key)
    }
  }

  /// What was taken is on disk before anything else is typed.
  private mutating func keep(_ editor: PointsEditor, to question: Question) throws {
    let new = editor.points.filter { !entry.points(to: question).contains($0) }
    let done = try attempt { session in
      try session.put(editor.points, to: question)
      return nil
    }
    guard done else { return }
    input = .points(editor)
    let found = new.flatMap { entry.companions.personalData($0.text) }
    if !found.isEmpty {
      message = EntryScreen.Message(
        .warning,
        ["Something in this point \(found.together). Up goes back to it, to leave that out."])
    }
  }

  mutating func openFigures() throws {
    keepWhatIsTyped()
    do {
      guard let form = try entry.companions.figures() else {
        return refuse("Who came can't be entered here: engage event attended")
      }
      overlay = .figures(form)
    } catch let error as StoreError {
      message = EntryForm.message(error)
    }
  }

  mutating func handle(_ key: EntryKey, _ before: FiguresForm) throws {
    var form = before
    switch form.handle(key) {
    case .shown: overlay = .figures(form)
    case .left: overlay = nil
    case .refused(let words): refuse(words)
    case .notMine: break
    case .done(nil): overlay = nil
    case .done(var figures?):
      figures.at = entry.surroundings.now()
      let stored = figures
      let done = try attempt { session in
        try session.store.record(stored)
        return .accepted("Stored: \(stored.figureWords).")
      }
      if done {
        overlay = nil
        reckonAnew()
      }
    }
  }
}
