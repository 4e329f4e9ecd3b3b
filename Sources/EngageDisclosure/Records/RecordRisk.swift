public import EngageModel

/// How easily somebody could be found again in records, by the questions by which people may be recognised: for
/// whoever lets them go, never for the file.
public struct RecordRisk: Sendable, Hashable, Codable {
  public var records: Int
  /// How many share what they show with fewest others, themselves among them.
  public var smallestClass: Int
  /// Records that share what they show with no other.
  public var unique: Int
  /// How many would be found by somebody who looks for all and picks one of those alike: the sum of 1 / class size
  /// over all records (Handbook on Statistical Disclosure Control, 3.3).
  public var expectedFound: Double

  private enum CodingKeys: String, CodingKey {
    case records, unique
    case smallestClass = "smallest_class"
    case expectedFound = "expected_reidentifications"
  }

  init(sizes: some Collection<Int>) {
    records = sizes.reduce(0, +)
    smallestClass = sizes.min() ?? 0
    unique = sizes.count { $0 == 1 }
    expectedFound = Double(sizes.count)
  }

  init(_ columns: [CodedColumn], count: Int) {
    var classing = RecordClassing()
    var classes: [UInt64] = []
    let number = classing.classes(of: Array(Int32(0)..<Int32(count)), by: columns, into: &classes)
    var sizes = Array(repeating: 0, count: number)
    for one in classes { sizes[Int(one)] += 1 }
    self.init(sizes: sizes)
  }
}

/// What became of the answers to a question.
public struct RecordTreatment: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Codable {
    case identifying, sensitive, ordinary
  }

  public var question: Question.ID
  public var kind: Kind
  /// How it is told: "in bands of 10".
  public var told: String
  /// From 0 to 1: answers that are told more coarsely than given.
  public var recoded: Double
  /// From 0 to 1: records in which it is withheld.
  public var withheld: Double
}
