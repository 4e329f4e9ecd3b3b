import EngageAnalysis
import EngageModel
import EngageReport

/// Whom the figures on the answers to a question count.
struct AnswerMeaning {
  private static let key = "choice"
  private let question: Question
  private var name: String { question.dimension }

  init(_ question: Question) { self.question = question }

  /// Who answered at all.
  var answered: Counted { .forms(where: [name: []]) }

  /// Who gave the answer of a row; of a ranking, who gave it a place.
  var chosen: Counted {
    switch question.type {
    case .selectMultiple: .forms(keys: [Self.key: name + "/"])
    case .rank: .forms(keys: [Self.key: name + "/"], values: question.choices.indices.map { String($0 + 1) })
    default: .forms(keys: [Self.key: name])
    }
  }

  /// Who gave the answer of a row a place, from 1.
  func ranked(_ place: Int) -> Counted {
    .forms(
      keys: [Self.key: name + "/"], values: [String(place)],
      alike: [.forms(keys: [Self.key: "\(name)#\(place)"])])
  }

  /// Who gave one of the answers that a row joins.
  var grouped: Counted {
    guard question.type != .selectMultiple else { return .forms(keys: [Self.key: name + ":grouped/"]) }
    return .forms(
      keys: [Self.key: name],
      joined: [
        Self.key: Dictionary(
          question.choiceGroups.map { ($0.id.rawValue, $0.choices.map(\.rawValue)) },
          uniquingKeysWith: { first, _ in first })
      ])
  }
}
