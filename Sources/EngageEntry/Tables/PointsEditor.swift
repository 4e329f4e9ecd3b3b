public import EngageModel

/// The points of a table to one question, while they are written down.
///
/// A point is typed, Enter takes it and waits for the next one. What is known of it is typed behind it in braces,
/// `{12 agreed, 5 dots, quote, concern}`, or after Tab with a letter each. The arrows go up to points written
/// earlier, to mend, move or delete them.
///
/// ```swift
/// var editor = PointsEditor(points: points, people: 8, question: "What concerns you most?")
/// switch editor.handle(.enter) {
/// case .edited: save(editor.points)   // on disk before anything else is typed
/// case .done: goOn()
/// default: break
/// }
/// ```
public struct PointsEditor: Sendable, Hashable {
  /// What became of a key.
  public enum Outcome: Sendable, Hashable {
    /// `points` changed: they are to be saved.
    case edited
    /// Something else changed that the screen shows.
    case shown
    /// Enter where nothing was written: the list is complete.
    case done
    /// The question before is wanted.
    case back
    /// Nothing changed: why, and what is possible.
    case refused(String)
    /// No key of this list.
    case notMine
  }

  /// How many points a question can have.
  public static let most = 500

  /// The points that were taken, in order.
  public internal(set) var points: [TablePoint]
  /// Who sits at the table, `nil` where nobody counted.
  public let people: Int?
  /// What was asked.
  public let question: String
  /// The point in hand; the number of points where it is a new one.
  public internal(set) var index: Int
  /// Text and marks of the point in hand.
  var text: TextEditor
  var marks: TablePoint
  /// Which number is being typed, where it is not the text.
  var number: Number?
  /// What was being written as a new point before an earlier one was taken up.
  var new = Written()
  var past: [[TablePoint]] = []
  var undone: [[TablePoint]] = []

  /// A number beside the text that is typed after Tab.
  enum Number: Sendable, Hashable {
    case agreed, dots
  }

  /// A point while it is written.
  struct Written: Sendable, Hashable {
    var text = TextEditor()
    var marks = TablePoint(text: "")
  }

  /// - Parameters:
  ///   - points: as they were saved.
  ///   - writing: the text that was being written when entry ended; nothing if left out.
  ///   - question: what was asked, for texts that read it out.
  public init(points: [TablePoint] = [], writing: String = "", people: Int?, question: String) {
    self.points = points
    self.people = people
    self.question = question
    index = points.count
    text = TextEditor(writing)
    marks = TablePoint(text: "")
  }

  /// What is being written and not taken yet, so that it can be kept too; empty while an earlier point is mended.
  public var writing: String { isNew ? text.text : new.text.text }

  /// The answer to the question as the points are.
  public var answer: Answer? { TablePoint.answer(points) }

  var isNew: Bool { index == points.count }
  var reader: PointReader { PointReader(people: people) }

  /// Does what a key says.
  public mutating func handle(_ key: EntryKey) -> Outcome {
    var next = self
    do {
      let outcome = try next.take(key)
      self = next
      return outcome
    } catch {
      return .refused(error.words)
    }
  }

  /// Takes a whole line, as a face without keys has it: a point, or nothing to end the list.
  public mutating func accept(_ line: String) -> Outcome {
    var next = self
    do {
      next.comeBack()
      next.text = TextEditor(line)
      let outcome = try next.takePoint()
      self = next
      return outcome
    } catch {
      return .refused(error.words)
    }
  }

  mutating func take(_ key: EntryKey) throws(EntryRefusal) -> Outcome {
    if number != nil { return try takeMark(key) }
    switch key {
    case .enter: return try takePoint()
    case .newLine: throw EntryRefusal("A point is one line. Enter takes it, and the next one follows.")
    case .up: return try go(to: index - 1)
    case .down: return try go(to: index + 1)
    case .tab: return try openMarks()
    case .backTab, .escape: return try leave(key)
    case .pageUp where !isNew: return try move(by: -1)
    case .pageDown where !isNew: return try move(by: 1)
    case .control("x") where !isNew:
      try delete()
      return .edited
    case .paste(let pasted): return try take(pasted: pasted)
    case .control("z"): return text.handle(key) ? .shown : undo()
    case .control("y"): return text.handle(key) ? .shown : redo()
    default: return try edit(key)
    }
  }

  private mutating func edit(_ key: EntryKey) throws(EntryRefusal) -> Outcome {
    if !isNew && points[index].isRestricted {
      if case .text = key { throw EntryRefusal(PointsEditor.heldBack) }
      return .notMine
    }
    guard text.handle(key) else { return .notMine }
    if let refusal = text.lastRefusal { throw EntryRefusal(refusal) }
    return .shown
  }

  static let heldBack =
    "This point is held back: its text is not shown and not changed here. The arrows go on to others."

  private mutating func leave(_ key: EntryKey) throws(EntryRefusal) -> Outcome {
    if !isNew {
      // What was changed and not taken is given up.
      comeBack()
      return .shown
    }
    return key == .backTab && text.text.isEmpty ? .back : .notMine
  }

  /// Goes to an earlier point, or back to the new one; what was changed in the one in hand is taken.
  private mutating func go(to wanted: Int) throws(EntryRefusal) -> Outcome {
    if wanted < 0 { return isNew && text.text.isEmpty && points.isEmpty ? .back : .shown }
    guard wanted <= points.count else { return .shown }
    var outcome = Outcome.shown
    if !isNew {
      let isChanged = try mend()
      if isChanged { outcome = .edited }
    }
    if isNew { new = Written(text: text, marks: marks) }
    show(min(wanted, points.count))
    return outcome
  }

  /// Puts a point in hand.
  mutating func show(_ wanted: Int) {
    number = nil
    index = wanted
    if isNew {
      text = new.text
      marks = new.marks
      new = Written()
    } else {
      text = TextEditor(points[index].text)
      marks = points[index]
    }
  }

  /// Goes back to the new point.
  mutating func comeBack() {
    if !isNew { show(points.count) }
    number = nil
  }
}
