import EngageModel

extension RowWriter {
  /// Fills the layout from a batch.
  func lay(out batch: borrowing ResponseBatch, sessions: [Int64]) {
    let count = batch.count
    reserve(count)
    for row in 0..<count {
      let base = row * width
      layout[base] = sessions[Int(batch.sessions[row])]
      layout[base + 1] = Int64(batch.units[row])
      layout[base + 2] = batch.people[row] < 0 ? Self.null : Int64(batch.people[row])
    }
    for plan in plans {
      if let source = plan.source {
        lay(out: batch.columns[source], plan, count)
      } else {
        layAbsent(plan, count)
      }
    }
  }

  private func layAbsent(_ plan: Plan, _ count: Int) {
    let first: Int64
    switch plan.column.kind {
    case .numbers: first = plan.absent == .notAnswered ? Self.null : Self.special
    case .codes, .masks, .ranks, .text: first = Int64(plan.absent.rawValue)
    }
    for row in 0..<count {
      layout[row * width + plan.offset] = first
      for further in 1..<max(1, plan.column.names.count) {
        layout[row * width + plan.offset + further] = Self.null
      }
    }
  }

  private func lay(out column: BatchColumn, _ plan: Plan, _ count: Int) {
    let offset = plan.offset
    switch plan.column.kind {
    case .codes:
      let codes = plan.codes
      for row in 0..<count {
        let code = Int(column.codes[row])
        layout[row * width + offset] = Int64(
          code < 0 ? code : codes[code] ?? Int(MissingReason.unreadable.rawValue))
      }
    case .text:
      for row in 0..<count { layout[row * width + offset] = Int64(column.codes[row]) }
    case .numbers:
      for row in 0..<count {
        let number = column.numbers[row]
        let code = column.codes[row]
        layout[row * width + offset] =
          code == MissingReason.notAnswered.rawValue
          ? Self.null
          : code < 0 || number != number.rounded() || abs(number) > 9e15 ? Self.special : Int64(number)
      }
    case .masks: layMasks(column, plan, count)
    case .ranks:
      for row in 0..<count {
        let base = row * width + offset
        layout[base] = Int64(column.codes[row])
        for further in 1..<max(1, plan.column.names.count) { layout[base + further] = Self.null }
        guard column.codes[row] >= 0 else { continue }
        for choice in 0..<column.choiceCount {
          let place = column.ranks[row * column.choiceCount + choice]
          if place > 0, let code = plan.codes[choice] { layout[base + 1 + code] = Int64(place) }
        }
      }
    }
  }

  private func layMasks(_ column: BatchColumn, _ plan: Plan, _ count: Int) {
    let bits = QuestionColumn.bitsPerColumn
    let further = plan.column.names.count
    let isIdentity = further == 1 && plan.codes.enumerated().allSatisfy { $0 == $1 }
    for row in 0..<count {
      let base = row * width + plan.offset
      guard column.codes[row] >= 0 else {
        layout[base] = Int64(column.codes[row])
        for index in 1..<max(1, further) { layout[base + index] = Self.null }
        continue
      }
      if isIdentity {
        layout[base] = Int64(truncatingIfNeeded: column.words[row])
        continue
      }
      for index in 0..<further { layout[base + index] = 0 }
      for choice in 0..<column.choiceCount
      where column.words[row * column.wordsPerRow + choice / 64] >> UInt64(choice % 64) & 1 == 1 {
        guard let code = plan.codes[choice] else { continue }
        layout[base + code / bits] |= 1 << Int64(code % bits)
      }
    }
  }
}
