import EngageModel
import EngageReport

extension Question {
  /// What a file tells of each answer to it: a dimension and a value for each; `nil` for questions whose answers are
  /// no choices.
  var margins: [RecordMargin]? {
    let dimension = Counted.dimension(of: id.rawValue)
    if type == .selectMultiple {
      return choices.map { RecordMargin(dimension: "\(dimension)/\($0.id)", value: "yes") }
    }
    return type.isSingleChoice
      ? choices.map { RecordMargin(dimension: dimension, value: $0.id.rawValue) } : nil
  }
}

extension RecordTable {
  /// How many forms there are, and gave each answer, in all and by session.
  func margins(of questions: [Question], sessions names: [SessionReference]) -> [RecordMargin: Int] {
    var counts: [RecordMargin: Int] = [:]
    func count(_ margin: RecordMargin, _ row: Int) {
      counts[margin, default: 0] += 1
      guard sessions[row] >= 0 else { return }
      var margin = margin
      margin.session = names[Int(sessions[row])]
      counts[margin, default: 0] += 1
    }
    for row in sessions.indices { count(RecordMargin(), row) }
    for question in questions {
      guard let margins = question.margins else { continue }
      let column = batch.column(of: question.id)
      for row in column.codes.indices where column.codes[row] >= 0 {
        if column.kind == .masks {
          for choice in column.ticked(row) { count(margins[choice], row) }
        } else {
          count(margins[Int(column.codes[row])], row)
        }
      }
    }
    return counts
  }
}
