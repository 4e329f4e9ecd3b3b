import EngageEntry
import EngageModel
import EngageStatistics

/// The report for programs.
struct KeyingReport: Encodable {
  var event: String
  var survey: String
  var forms: [String: Int]
  var questions: [Row]
  var total: Row
  var batch: Batch

  struct Row: Encodable {
    var question: String
    var compared: Int
    var agreed: Int
    var agreement: Double?
    var agreementInterval: [Double]?
    var boxes: Int?
    var boxesAgreed: Int?
    var textSimilarity: Double?
    var wrong: Int
    var undecided: Int
    var errorRateLeast: Double?
    var errorRateMost: Double?
    var errorInterval: [Double]?
    /// Wrong fields in 10,000, as far as they are decided.
    var errorsPer10000: Double?

    enum CodingKeys: String, CodingKey {
      case question, compared, agreed, agreement, boxes, wrong, undecided
      case agreementInterval = "agreement_interval"
      case boxesAgreed = "boxes_agreed"
      case textSimilarity = "text_similarity"
      case errorRateLeast = "error_rate_least"
      case errorRateMost = "error_rate_most"
      case errorInterval = "error_interval"
      case errorsPer10000 = "errors_per_10000"
    }
  }

  struct Batch: Encodable {
    var forms: Int
    var drawn: Int
    var toKey: Int
    /// Forms that had no chance of being drawn.
    var unspokenFor: Int
    var fields: Int
    var wrong: Int
    var undecided: Int
    var errorRateLeast: Double?
    var errorRateMost: Double?
    var errorInterval: [Double]?
    var errorsPer10000: Double?
    /// With 95% confidence no more than this share of fields is wrong.
    var upperBound: Double?
    var words: [String]

    enum CodingKeys: String, CodingKey {
      case forms, drawn, fields, wrong, undecided, words
      case toKey = "to_key"
      case unspokenFor = "unspoken_for"
      case errorRateLeast = "error_rate_least"
      case errorRateMost = "error_rate_most"
      case errorInterval = "error_interval"
      case errorsPer10000 = "errors_per_10000"
      case upperBound = "upper_bound"
    }
  }

  init(_ figures: KeyingFigures) {
    event = figures.event.id.rawValue
    survey = figures.survey.id.rawValue
    forms = [
      "keyed_twice": figures.forms.count, "agreed": figures.count(.agreed),
      "differing": figures.count(.differing), "settled": figures.count(.settled),
      "mixed_up": figures.count(.mixedUp),
    ]
    questions = figures.tally.fields.map { KeyingReport.row($0, figures, isTotal: false) }
    total = KeyingReport.row(figures.tally.total, figures, isTotal: true)
    let drawn = figures.batch
    let least = drawn.least
    let most = drawn.most
    let bounds = least.flatMap { least in most.map { [least.interval().lower, $0.interval().upper] } }
    batch = Batch(
      forms: drawn.forms, drawn: drawn.drawn, toKey: drawn.toKey, unspokenFor: drawn.unspokenFor,
      fields: drawn.fields, wrong: drawn.wrong, undecided: drawn.undecided, errorRateLeast: least?.rate,
      errorRateMost: most?.rate, errorInterval: bounds, errorsPer10000: least.map { $0.rate * 10_000 },
      upperBound: most?.upperBound(), words: drawn.words)
  }

  private static func row(_ field: KeyingTally.Field, _ figures: KeyingFigures, isTotal: Bool) -> Row {
    let compared = Double(field.compared)
    func share(_ count: Int) -> Double? { field.compared > 0 ? Double(count) / compared : nil }
    let agreement = isTotal ? nil : KeyingFigures.interval(field.agreed, of: field.compared)
    let errors = isTotal ? nil : figures.errorInterval(field)
    return Row(
      question: isTotal ? "total" : field.field.name, compared: field.compared, agreed: field.agreed,
      agreement: share(field.agreed), agreementInterval: agreement.map { [$0.lower, $0.upper] },
      boxes: field.boxes > 0 ? field.boxes : nil, boxesAgreed: field.boxes > 0 ? field.boxesAgreed : nil,
      textSimilarity: field.similarity, wrong: field.wrong, undecided: field.undecided,
      errorRateLeast: share(field.wrong), errorRateMost: share(field.wrong + field.undecided),
      errorInterval: errors.map { [$0.lower, $0.upper] },
      errorsPer10000: share(field.wrong).map { $0 * 10_000 })
  }
}
