import EngageModel

/// `datapackage.json` after the Data Package standard, version 2 (https://datapackage.org/standard/).
struct PackageDescriptor: Encodable {
  var schema = "https://datapackage.org/profiles/2.0/datapackage.json"
  var name: String
  var title: String
  var description: String
  var version: String
  var created: String
  var resources: [Resource]

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case name, title, description, version, created, resources
  }

  struct Resource: Encodable {
    var name = "responses"
    var type = "table"
    var path: String
    var scheme = "file"
    var format = "csv"
    var mediatype = "text/csv"
    var encoding = "utf-8"
    var bytes: Int
    var dialect = Dialect()
    var schema: Schema
  }

  struct Dialect: Encodable {
    var delimiter = ","
    var quoteChar = "\""
    var doubleQuote = true
    var header = true
  }

  struct Schema: Encodable {
    var fields: [Field]
    var missingValues: [String]
  }

  struct Field: Encodable {
    var name: String
    var title: String
    var description: String?
    var type: String
    var constraints: Constraints?
    var categories: [Category]?
    var categoriesOrdered: Bool?
  }

  struct Constraints: Encodable {
    var `enum`: [Value]?
    var pattern: String?
  }

  struct Category: Encodable {
    var value: Value
    var label: String
  }

  /// A choice's name, as a number where all of the question are.
  enum Value: Encodable {
    case number(Int)
    case text(String)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }
  }
}

extension PackageDescriptor {
  init(_ export: RecordExport, bytes: Int, isSafe: Bool, made: Int) {
    let survey = export.survey
    name = survey.id.rawValue
    title = survey.title.text
    version = String(survey.version)
    let day = CalendarDate(daysSince1970: made / 86_400)
    created = "\(day)T\(clockTime(made % 86_400))Z"
    var words =
      "The responses to the survey \(survey.id), a row for each. An empty cell is a question not answered; "
    words +=
      "the other missing values say why an answer is missing. Several choices, and rankings (best first), "
    words += "are joined by “;”; a lone “;” is none of them."
    if isSafe {
      words += " Texts that a spreadsheet would take for a formula have a ' in front."
    }
    description = ([words] + (export.legend ?? [])).joined(separator: "\n\n")
    let fields = export.columns.map { column -> Field in
      guard case .question(let index) = column.content else {
        return Field(own: column, sessions: export.sessions)
      }
      return Field(export.questions[index], title: column.label)
    }
    resources = [
      Resource(
        path: PackageRecords.table, bytes: bytes,
        schema: Schema(fields: fields, missingValues: [""] + MissingWord.reasons.map(\.name)))
    ]
  }
}

extension PackageDescriptor.Field {
  init(own column: RecordColumn, sessions: [SessionReference]) {
    let isNumber = column.content == .people || column.content == .version
    var allowed: [String]?
    switch column.content {
    case .unit: allowed = Unit.allCases.map(\.rawValue)
    case .session: allowed = Set(sessions.map(\.session.rawValue)).sorted()
    case .event: allowed = Set(sessions.map(\.event.rawValue)).sorted()
    default: break
    }
    if allowed?.isEmpty == true { allowed = nil }
    self.init(
      name: column.heading, title: column.label, type: isNumber ? "integer" : "string",
      constraints: allowed.map { .init(enum: $0.map { .text($0) }) })
  }

  init(_ question: Question, title: String) {
    self.init(
      name: question.id.rawValue, title: title, description: question.hint?.text, type: "string")
    switch question.type {
    case .selectOne, .scale, .acknowledge:
      let values = question.choices.map { choice in
        question.hasNumberedChoices
          ? PackageDescriptor.Value.number(Int(choice.id.rawValue) ?? 0) : .text(choice.id.rawValue)
      }
      type = question.hasNumberedChoices ? "integer" : "string"
      if !values.isEmpty {
        constraints = .init(enum: values)
        categories = zip(values, question.choices).map { .init(value: $0, label: $1.label.text) }
        categoriesOrdered = question.type == .scale
      }
    case .selectMultiple, .rank:
      let words = question.choices.map { $0.id.rawValue.replacing(".", with: "\\.") }.joined(separator: "|")
      if !words.isEmpty { constraints = .init(pattern: "(\(words))(;(\(words)))*|;") }
      let list = question.choices.map { "\($0.id) = \($0.label.text)" }.joined(separator: "; ")
      description = [question.hint?.text, list].compactMap { $0 }.joined(separator: " – ")
    case .integer: type = "integer"
    case .decimal, .range: type = "number"
    case .date: type = "date"
    case .time: type = "time"
    case .text, .calculate, .hidden, .note: break
    }
  }
}
