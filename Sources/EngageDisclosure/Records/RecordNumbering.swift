internal import EngageModel

/// Numbers keys by their first appearance, so that alike ones have one number: exact, no two different keys share one.
struct RecordNumbering {
  private var slots: [Int32] = []
  private var seen: [UInt64] = []

  /// Replaces every key by its number, from 0.
  /// - Returns: how many different keys there were.
  mutating func number(_ keys: inout [UInt64]) -> Int {
    var capacity = 16
    while capacity < keys.count * 2 { capacity *= 2 }
    if slots.count == capacity {
      slots.withUnsafeMutableBufferPointer { $0.update(repeating: -1) }
    } else {
      slots = Array(repeating: -1, count: capacity)
    }
    if seen.count < keys.count { seen = Array(repeating: 0, count: keys.count) }
    let shift = UInt64(capacity.leadingZeroBitCount + 1)
    let mask = capacity - 1
    var count = 0
    slots.withUnsafeMutableBufferPointer { slots in
      seen.withUnsafeMutableBufferPointer { seen in
        keys.withUnsafeMutableBufferPointer { keys in
          for index in keys.indices {
            let key = keys[index]
            // Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, 6.4).
            var slot = Int((key &* 0x9e37_79b9_7f4a_7c15) >> shift)
            while slots[slot] >= 0, seen[Int(slots[slot])] != key { slot = (slot + 1) & mask }
            if slots[slot] < 0 {
              slots[slot] = Int32(count)
              seen[count] = key
              count += 1
            }
            keys[index] = UInt64(slots[slot])
          }
        }
      }
    }
    return count
  }
}

/// A number for each record, by one question.
struct CodedColumn {
  var codes: [Int32]
  /// How many different ones there may be.
  var count: Int
  /// By code: whether it tells what somebody thinks or is; "prefer not to say" doesn't.
  var isAnswer: [Bool] = []

  var bits: UInt64 { count < 2 ? 0 : UInt64(Int.bitWidth - (count - 1).leadingZeroBitCount) }

  /// The same by what a level tells.
  func told(_ level: RecordHierarchy.Level) -> CodedColumn {
    level.codes.withUnsafeBufferPointer { told in
      CodedColumn(
        codes: codes.map { told[Int($0)] }, count: level.told.count + 1,
        isAnswer: [false] + level.told.map(\.isAnswer))
    }
  }
}

/// Puts records into classes of alike ones.
struct RecordClassing {
  private var numbering = RecordNumbering()
  private var keys: [UInt64] = []

  /// The class of each of some records, from 0 by first appearance.
  /// - Parameters:
  ///   - rows: the records.
  ///   - columns: what must be equal.
  /// - Returns: how many classes there are.
  mutating func classes(of rows: [Int32], by columns: [CodedColumn], into classes: inout [UInt64]) -> Int {
    if keys.count != rows.count {
      keys = Array(repeating: 0, count: rows.count)
    } else {
      keys.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }
    var used: UInt64 = 0
    for column in columns where column.bits > 0 {
      if used + column.bits > 64 {
        let count = numbering.number(&keys)
        used = UInt64(Int.bitWidth - count.leadingZeroBitCount)
      }
      add(column, of: rows)
      used += column.bits
    }
    let count = numbering.number(&keys)
    swap(&keys, &classes)
    return count
  }

  private mutating func add(_ column: CodedColumn, of rows: [Int32]) {
    let bits = column.bits
    keys.withUnsafeMutableBufferPointer { keys in
      rows.withUnsafeBufferPointer { rows in
        column.codes.withUnsafeBufferPointer { codes in
          for index in rows.indices {
            keys[index] = keys[index] << bits | UInt64(UInt32(bitPattern: codes[Int(rows[index])]))
          }
        }
      }
    }
  }

  /// By class: how many different answers its records give to a question.
  /// - Parameter counting: whether a record is looked at, by its place in `rows`.
  mutating func answers(
    in classes: [UInt64], count: Int, of rows: [Int32], to column: CodedColumn, counting: [Bool]
  ) -> [Int32] {
    var pairs: [UInt64] = []
    pairs.reserveCapacity(rows.count)
    var owners: [Int32] = []
    owners.reserveCapacity(rows.count)
    for index in rows.indices where counting[index] {
      let code = column.codes[Int(rows[index])]
      guard column.isAnswer[Int(code)] else { continue }
      pairs.append(classes[index] << 32 | UInt64(UInt32(bitPattern: code)))
      owners.append(Int32(classes[index]))
    }
    _ = numbering.number(&pairs)
    var different = Array(repeating: Int32(0), count: count)
    var next: UInt64 = 0
    for index in pairs.indices where pairs[index] == next {
      different[Int(owners[index])] += 1
      next += 1
    }
    return different
  }
}

extension Choice {
  /// Whether it is an answer, rather than "don't know" or "prefer not to say".
  var isAnswer: Bool { scored && id.rawValue != MissingReason.preferNotToSay.name }
}
