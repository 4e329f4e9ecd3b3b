/// Which records stand among enough alike ones.
///
/// Records are alike where they show the same for every identifying question, withheld being something of its own, and
/// left the house in the same company before (`strata`). A class needs `alike` records and, for each sensitive
/// question, `different` different answers among them; missing ones and withheld ones are none. A sensitive question
/// that is an identifying one, too, is left out of the comparison where its own answers are counted: whoever knows all
/// else of somebody learns no answer of theirs. Where it is withheld nothing can be learnt.
struct RecordSafety {
  let alike: Int
  let different: Int
  /// By record: in which company it was released before.
  let strata: CodedColumn
  /// Answers to sensitive questions that do not identify.
  let sensitive: [CodedColumn]
  /// Which of the identifying columns are sensitive, too.
  let both: [Int]

  /// Whether each of some records may leave as it is.
  /// - Parameters:
  ///   - rows: the records, those that show the same columns.
  ///   - columns: the identifying questions, as told.
  ///   - shown: which of them these records show.
  func isSafe(
    _ rows: [Int32], columns: [CodedColumn], shown: [Int], _ classing: inout RecordClassing
  ) -> [Bool] {
    var classes: [UInt64] = []
    let count = classing.classes(of: rows, by: [strata] + shown.map { columns[$0] }, into: &classes)
    var sizes = Array(repeating: Int32(0), count: count)
    for number in classes { sizes[Int(number)] += 1 }
    var isEnough = sizes.map { $0 >= alike }
    let all = sensitive.isEmpty ? [] : Array(repeating: true, count: rows.count)
    for column in sensitive {
      let found = classing.answers(in: classes, count: count, of: rows, to: column, counting: all)
      for number in 0..<count where found[number] < different { isEnough[number] = false }
    }
    var safe = classes.map { isEnough[Int($0)] }
    let shownBoth = both.filter { shown.contains($0) }
    guard !shownBoth.isEmpty else { return safe }
    // A class that falls takes its answers from the others it is compared with.
    var isFalling = true
    while isFalling {
      isFalling = false
      for question in shownBoth {
        let others = [strata] + shown.filter { $0 != question }.map { columns[$0] }
        var groups: [UInt64] = []
        let groupCount = classing.classes(of: rows, by: others, into: &groups)
        let found = classing.answers(
          in: groups, count: groupCount, of: rows, to: columns[question], counting: safe)
        for index in rows.indices where safe[index] && found[Int(groups[index])] < different {
          safe[index] = false
          isFalling = true
        }
      }
    }
    return safe
  }
}
