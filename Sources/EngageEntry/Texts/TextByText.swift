import EngageModel
import EngageStore

/// Going through texts one at a time: the keys that coding and reviewing share, and what a refusal becomes.
protocol TextByText {
  /// What the person is doing.
  var doing: TextWork { get }
  var message: EntryScreen.Message? { get set }
  /// What goes back to the text before, beside the arrow and the like.
  static var backKey: EntryKey { get }

  /// A key while the text in hand is decided on.
  mutating func choose(_ key: EntryKey) throws
  /// A key while something is written about it.
  mutating func write(_ key: EntryKey) throws
  mutating func undo() throws
  mutating func goBack() throws
  mutating func leave() throws
  /// Puts what the store says into words, and the screen right after it.
  mutating func tell(_ error: StoreError) throws
}

/// What a person does with texts.
enum TextWork {
  case choosing, writing
  /// Nothing is left to do, and nobody has left yet.
  case done
  case left
}

extension TextByText {
  mutating func press(_ key: EntryKey) throws {
    message = nil
    try telling { form throws in try form.take(key) }
  }

  /// Does something; a refusal, and what the store or a file says, becomes a message.
  mutating func telling(_ body: (inout Self) throws -> Void) throws {
    do {
      try body(&self)
    } catch let refusal as EntryRefusal {
      message = EntryScreen.Message(.refusal, [refusal.words])
    } catch let error as StoreError {
      try tell(error)
    } catch let diagnostic as Diagnostic {
      message = EntryScreen.Message([diagnostic])
    } catch let error as DiagnosticsError {
      message = EntryScreen.Message(error.diagnostics)
    }
  }

  private mutating func take(_ key: EntryKey) throws {
    switch (doing, key) {
    case (.left, _): return
    case (_, .control("c")), (_, .control("d")): try leave()
    case (.writing, _): try write(key)
    case (.done, .enter), (.done, .escape), (.done, .text("q")): try leave()
    case (_, .control("z")): try undo()
    case (_, .left), (_, .backTab), (_, .pageUp), (_, .function(5)), (_, Self.backKey): try goBack()
    case (.done, _): throw EntryRefusal.noSuchKey
    case (.choosing, _): try choose(key)
    }
  }

  /// Takes a line where there is no screen.
  /// - Parameters:
  ///   - words: what to do with a line that names what is to be ticked.
  ///   - obey: what to do with a word with a stroke.
  mutating func take<Word: RawRepresentable<String>>(
    line: String, known: String, words: (inout Self, String) throws -> Void,
    obey: (inout Self, Word, String) throws -> Void
  ) throws {
    let typed = line.withoutControls.trimmed
    if doing == .done { return try press(typed == "/b" ? .left : typed == "/u" ? .control("z") : .enter) }
    message = nil
    try telling { form throws in
      guard let word = try StrokeWord<Word>(typed, known: known) else { return try words(&form, typed) }
      try obey(&form, word.word, word.rest)
    }
  }
}
