import EngageModel
import EngageSheets

/// How much the cells of a row tell about who it comes from, in bits, by rule of thumb: a closed question one, a
/// number or a date three, words one for each byte.
struct RowWeights {
  private enum Kind {
    case closed, number, words
  }

  private var fields: [(field: Int, kind: Kind)] = []

  init(_ layout: ColumnLayout, survey: Survey) {
    for (field, column) in layout.columns.enumerated() {
      switch column.roles.first {
      case .question(let id):
        guard let question = survey.question(id) else { continue }
        fields.append((field, Self.kind(of: question.type)))
      case .choice, .place: fields.append((field, .closed))
      case .key, .submittedAt, .people: fields.append((field, .number))
      case .session, .unit, .ignore, nil: continue
      }
    }
  }

  private static func kind(of type: QuestionType) -> Kind {
    switch type {
    case .text, .calculate, .hidden, .note: .words
    case .integer, .decimal, .range, .date, .time: .number
    default: .closed
    }
  }

  func weight(of reader: borrowing CSVReader) -> UInt8 {
    var weight = 0
    for (field, kind) in fields where field < reader.fieldCount {
      let count = reader.field(field).count
      if count == 0 { continue }
      switch kind {
      case .closed: weight += 1
      case .number: weight += 3
      case .words: weight += count
      }
    }
    return UInt8(min(weight, 255))
  }
}
