import EngageAnalysis
import EngageModel
import EngageReport

/// How a question’s places and its choices two by two are told of, and which of the one are part of the other.
struct RankedPlaces {
  /// With more choices, the ways to put one above another are too many to be told one by one.
  private static let mostChoicesInFull = 3

  private let question: Question
  private let names: [String]

  init(_ question: Question) {
    self.question = question
    names = question.choices.map(\.id.rawValue)
  }

  /// The dimension of who is on a place, from 1.
  func dimension(_ place: Int) -> String { "\(question.dimension)#\(place)" }

  /// Of each two choices which one is preferred is a dimension of its own, `films:alien,jaws`; who has neither of them
  /// above the other has no value of it.
  func preferring(_ one: Int, to other: Int) -> Union.Conditions {
    ["\(question.dimension):\(names[min(one, other)]),\(names[max(one, other)])": [names[one]]]
  }

  /// Who puts a choice first prefers it to every other; with three choices at most, the others who do put it second and
  /// the third choice first.
  var unions: [Union] {
    names.indices.flatMap { one in
      names.indices.filter { $0 != one }.map { other in
        let others = names.indices.filter { $0 != one && $0 != other }
        let isComplete = names.count <= RankedPlaces.mostChoicesInFull
        let first: [Union.Conditions] = [[dimension(1): [names[one]]]]
        let second: [Union.Conditions] = others.map {
          [dimension(1): [names[$0]], dimension(2): [names[one]]]
        }
        return Union(
          preferring(one, to: other), of: first + (isComplete ? second : []), isComplete: isComplete,
          isApart: true)
      }
    }
  }
}
