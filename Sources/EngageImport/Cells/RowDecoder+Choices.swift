import EngageModel
import EngageSheets
internal import Glibc

extension RowDecoder {
  typealias Cell = UnsafeBufferPointer<UInt8>

  /// A single choice in other words than the usual.
  @inline(never)
  func rareChoice(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    let code = words[task.words].code(of: cell)
    if code > ChoiceWords.unknown {
      buffers[task.question].codes[slot] = code
    } else if code == ChoiceWords.unknown, task.other >= 0 {
      buffers[task.question].codes[slot] = task.other
      pendingOthers.append((task.otherText, Array(trimmedBytes(cell))))
    } else {
      buffers[task.question].codes[slot] = MissingReason.unreadable.rawValue
      wrongChoice(task, cell, code, &reader)
    }
  }

  /// Several choices in one cell.
  @inline(__always)
  func multiple(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    // A lone separator: asked, answered, and none of them.
    if cell.count == 1, cell[0] == UInt8(ascii: ";") {
      buffers[task.question].codes[slot] = 0
      return
    }
    guard separators[0].count == 1, let base = cell.baseAddress, words[task.words].longestInParts == 1,
      separators.count == 1 || allKnown(task, cell)
    else { return split(task, cell, &reader, slot) }
    let separator = separators[0][0]
    var start = 0
    while start < cell.count {
      let rest = cell.count &- start
      let found = memchr(base + start, Int32(separator), rest)
      let count = found.map { UnsafeRawPointer(base + start).distance(to: UnsafeRawPointer($0)) } ?? rest
      if count > 0 {
        let part = Cell(start: base + start, count: count)
        let code = task.table.find(part)
        if code >= 0 {
          buffers[task.question].tick(slot, choice: code)
        } else {
          rarePart(task, part, whole: cell, &reader, slot)
        }
      }
      start &+= count &+ 1
    }
  }

  /// Whether all parts at the first separator are choices as written.
  @inline(__always)
  private func allKnown(_ task: CellTask, _ cell: Cell) -> Bool {
    guard let base = cell.baseAddress else { return false }
    var start = 0
    while start < cell.count {
      let rest = cell.count &- start
      let found = memchr(base + start, Int32(separators[0][0]), rest)
      let count = found.map { UnsafeRawPointer(base + start).distance(to: UnsafeRawPointer($0)) } ?? rest
      if count > 0, task.table.find(Cell(start: base + start, count: count)) < 0 { return false }
      start &+= count &+ 1
    }
    return true
  }

  @inline(never)
  private func rarePart(_ task: CellTask, _ part: Cell, whole: Cell, _ reader: inout CSVReader, _ slot: Int) {
    let code = words[task.words].code(of: part)
    if code >= 0 {
      buffers[task.question].tick(slot, choice: code)
    } else if code > ChoiceWords.unknown {
      // A reason; an empty part between two separators is none.
      if part.count == whole.count { buffers[task.question].codes[slot] = code }
    } else if code == ChoiceWords.unknown, task.other >= 0 {
      buffers[task.question].tick(slot, choice: task.other)
      pendingOthers.append((task.otherText, Array(trimmedBytes(part))))
    } else {
      wrongChoice(task, part, code, &reader)
    }
  }

  /// Several choices joined by something that also stands in the choices: the longest known word wins.
  @inline(never)
  private func split(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    let known = words[task.words]
    let whole = known.code(of: cell)
    if whole > ChoiceWords.unknown { return rarePart(task, cell, whole: cell, &reader, slot) }
    var best: [Cell] = []
    var bestKnown = -1
    for separator in separators {
      let parts = parts(of: cell, separator: separator, known: known)
      let count = parts.count { known.code(of: $0) >= 0 }
      if count == parts.count, count > 0 {
        (best, bestKnown) = (parts, count)
        break
      }
      if count > bestKnown { (best, bestKnown) = (parts, count) }
    }
    for part in best { rarePart(task, part, whole: cell, &reader, slot) }
  }

  /// The parts of a cell; parts that together are a known word stay together.
  private func parts(of cell: Cell, separator: [UInt8], known: ChoiceWords) -> [Cell] {
    var starts = [0]
    var ends: [Int] = []
    var at = 0
    while at + separator.count <= cell.count {
      if cell[at..<(at + separator.count)].elementsEqual(separator) {
        ends.append(at)
        at += separator.count
        starts.append(at)
      } else {
        at += 1
      }
    }
    ends.append(cell.count)
    var parts: [Cell] = []
    var first = 0
    while first < starts.count {
      var last = min(starts.count, first + known.longestInParts) - 1
      while last > first, known.code(of: Cell(rebasing: cell[starts[first]..<ends[last]])) < 0 { last -= 1 }
      let part = Cell(rebasing: cell[starts[first]..<ends[last]])
      if !trimmedBytes(part).isEmpty { parts.append(part) }
      first = last + 1
    }
    return parts
  }

  /// A column that says whether one choice was ticked.
  func tick(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    if trimmedBytes(cell).isEmpty { return }
    let code = words[task.words].code(of: cell)
    let buffer = buffers[task.question]
    switch code {
    case 1: choose(task.choice, buffer, slot)
    case 0: if buffer.kind == .masks, !headed.layout.conventions.isForeign { buffer.codes[slot] = 0 }
    case ChoiceWords.unknown where task.other >= 0:
      choose(task.choice, buffer, slot)
      pendingOthers.append((task.otherText, Array(trimmedBytes(cell))))
    case ChoiceWords.unknown, ChoiceWords.ambiguous:
      problem(
        &reader, task.field, rule: "unknown-tick",
        "\(quoted(cell)) does not say whether “\(heading(task.field))” was ticked",
        hint: headed.layout.conventions.isTypedFromForms
          ? "type x where the box is ticked, and leave the cell empty where it is not"
          : "write 1 or 0, yes or no, or x and nothing")
    default: if buffer.codes[slot] < 0 { buffer.codes[slot] = code }
    }
  }

  /// Ticks a choice that has a column of its own; two of a single choice are more than one ticked.
  private func choose(_ choice: Int32, _ buffer: ColumnBuffer, _ slot: Int) {
    if buffer.kind == .masks { return buffer.tick(slot, choice: choice) }
    let before = buffer.codes[slot]
    let isFirst = before == MissingReason.notAnswered.rawValue || before == MissingReason.notAsked.rawValue
    buffer.codes[slot] = isFirst || before == choice ? choice : MissingReason.moreThanOneTicked.rawValue
  }

  /// A column of a ranking that holds the number of one choice.
  func choicePlace(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    if trimmedBytes(cell).isEmpty { return }
    let buffer = buffers[task.question]
    let code = gapWords.code(of: cell)
    if code > ChoiceWords.unknown {
      if buffer.codes[slot] < 0 { buffer.codes[slot] = code }
      return
    }
    guard case .number(let value) = NumberCell(cell), value == value.rounded(), value >= 1,
      value <= Double(buffer.choiceCount)
    else {
      return problem(
        &reader, task.field, rule: "not-a-place",
        "\(quoted(cell)) is no place in \(schema.questions[task.question].id), which ranks \(buffer.choiceCount)",
        hint: "write 1 for the best, 2 for the next")
    }
    rank(Int(task.choice), at: Int(value), task, cell, &reader, slot)
  }

  /// A column of a ranking that holds the choice at one place.
  func placeChoice(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    if trimmedBytes(cell).isEmpty { return }
    let buffer = buffers[task.question]
    let code = words[task.words].code(of: cell)
    if code >= 0 {
      rank(Int(code), at: Int(task.choice), task, cell, &reader, slot)
    } else if code > ChoiceWords.unknown {
      if buffer.codes[slot] < 0 { buffer.codes[slot] = code }
    } else {
      wrongChoice(task, cell, code, &reader)
    }
  }

  private func rank(
    _ choice: Int, at place: Int, _ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int
  ) {
    let buffer = buffers[task.question]
    let ranks = buffer.ranks + slot * buffer.choiceCount
    let isTaken = (0..<buffer.choiceCount).contains { ranks[$0] == Int32(place) }
    if ranks[choice] != 0 || isTaken {
      return problem(
        &reader, task.field, rule: "ranked-twice",
        "\(quoted(cell)) gives \(schema.questions[task.question].id) two choices at one place, or one at two")
    }
    buffer.codes[slot] = 0
    ranks[choice] = Int32(place)
  }

  /// A ranking, best first.
  func rank(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    if trimmedBytes(cell).isEmpty { return }
    let known = words[task.words]
    let buffer = buffers[task.question]
    let whole = known.code(of: cell)
    if whole < 0, whole > ChoiceWords.unknown {
      buffer.codes[slot] = whole
      return
    }
    let sign =
      options.map?.separator == nil && cell.contains(UInt8(ascii: ">")) ? [UInt8(ascii: ">")] : separators[0]
    let parts = whole >= 0 ? [cell] : parts(of: cell, separator: sign, known: known)
    buffer.codes[slot] = 0
    for (place, part) in parts.enumerated() {
      let code = known.code(of: part)
      guard code >= 0 else {
        wrongChoice(task, part, code, &reader)
        continue
      }
      let index = slot * buffer.choiceCount + Int(code)
      if buffer.ranks[index] != 0 {
        problem(&reader, task.field, rule: "ranked-twice", "\(quoted(part)) is ranked twice")
      }
      buffer.ranks[index] = Int32(place + 1)
    }
  }

  private func wrongChoice(_ task: CellTask, _ cell: Cell, _ code: Int32, _ reader: inout CSVReader) {
    let question = schema.questions[task.question]
    if code == ChoiceWords.ambiguous {
      return problem(
        &reader, task.field, rule: "ambiguous-choice", "\(quoted(cell)) fits two choices of \(question.id)",
        hint: "use the name of the choice")
    }
    problem(
      &reader, task.field, rule: "unknown-choice", "\(quoted(cell)) is no choice of \(question.id)",
      hint: choiceHint(task, cell, question))
  }

  private func choiceHint(_ task: CellTask, _ cell: Cell, _ question: Question) -> String? {
    let text = trimmed(String(decoding: cell, as: UTF8.self))
    // Of a number another one is no likelier than any.
    if text.contains(where: { !$0.isNumber }),
      let near = nearestName(to: text, among: words[task.words].suggestions)
    {
      return "did you mean “\(near)”?"
    }
    if question.type == .selectMultiple, text.contains(","), options.map?.separator == nil {
      return "several choices are joined by “;”; a map can name another separator (separator: \", \")"
    }
    if question.choices.count > 8 { return "a map (--map) can say which choice it means" }
    return "choices: " + question.choices.map { "\($0.label.text) (\($0.id))" }.joined(separator: ", ")
  }

  /// Where the words for "other" are given and nothing is chosen, "other" is.
  func chooseOthers(_ slot: Int) {
    for (text, question, code) in others where buffers[text].codes[slot] == 0 {
      let buffer = buffers[question]
      if buffer.kind == .masks {
        buffer.tick(slot, choice: code)
      } else if buffer.codes[slot] == MissingReason.notAnswered.rawValue {
        buffer.codes[slot] = code
      }
    }
  }

  /// Keeps the words of "other" as text: behind what the text's own column says.
  func keepOthers(_ slot: Int) {
    for (question, text) in pendingOthers {
      let written = Array(buffers[question].text(slot))
      var kept = written
      if buffers[question].codes[slot] != 0 || written.isEmpty {
        kept = text
      } else if written != text {
        kept += Array("; ".utf8) + text
      }
      kept.withUnsafeBufferPointer { buffers[question].setText(slot, $0) }
    }
    pendingOthers.removeAll()
  }
}
