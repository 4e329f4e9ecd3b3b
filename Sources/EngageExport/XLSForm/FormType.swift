import EngageModel

/// What stands in a form's column `type`.
enum FormType: Equatable {
  case question(QuestionType)
  /// A question with the choices of a list.
  case select(QuestionType, list: String, orOther: Bool)
  case begin(Container)
  case end(Container)
  /// What a device notes by itself; Engage notes who entered what, and when.
  case metadata
  /// What Engage has no place for: what it is, and what to do instead.
  case unsupported(String, remedy: String)
  case unknown

  enum Container: String {
    case group, `repeat`, loop
    /// Tables of KoboToolbox's own: `begin_score`, `begin_rank`, `begin_kobomatrix`.
    case table = "table of KoboToolbox"

    /// What to do instead, where Engage has none.
    var remedy: String {
      self == .table
        ? "write it as a group of select_one questions"
        : "give each its own question, or each its own response"
    }
  }

  init(_ written: String) {
    let words = written.split { $0.isWhitespace }.map(String.init)
    let text = words.joined(separator: " ")
    let lower = text.lowercased()
    if let container = FormType.container(lower) {
      self = container
    } else if let select = FormType.select(text) {
      self = select
    } else if let type = FormType.plain[lower] {
      self = .question(type)
    } else if FormType.metadataTypes.contains(lower) || lower.hasPrefix("uri:") || lower.hasPrefix("get ") {
      self = .metadata
    } else if let (what, remedy) = FormType.unsupportedTypes[lower] {
      self = .unsupported(what, remedy: remedy)
    } else if lower.hasPrefix("osm ") {
      self = .unsupported("a map", remedy: FormType.noMedia)
    } else {
      self = .unknown
    }
  }

  // MARK: - Groups

  private static func container(_ lower: String) -> FormType? {
    for (word, isBegin) in [("begin", true), ("end", false)] where lower.hasPrefix(word) {
      var rest = lower.dropFirst(word.count)
      if rest.first == "_" || rest.first == " " { rest = rest.dropFirst() }
      let name = rest.split(separator: " ").first.map(String.init) ?? ""
      let kind: Container? =
        switch name {
        case "group": .group
        case "repeat", "lgroup", "looped": .repeat
        case "loop": .loop
        case "score", "rank", "kobomatrix": .table
        default: nil
        }
      if let kind { return isBegin ? .begin(kind) : .end(kind) }
    }
    return nil
  }

  // MARK: - Selects

  /// The longer before those they begin with.
  private static let commands: [(words: String, type: QuestionType?)] = [
    ("select_one_from_file", nil), ("select one from file", nil), ("select_multiple_from_file", nil),
    ("select multiple from file", nil), ("select_one_external", nil), ("select one external", nil),
    ("add select one prompt using", .selectOne), ("add select multiple prompt using", .selectMultiple),
    ("select all that apply from", .selectMultiple), ("select all that apply", .selectMultiple),
    ("select multiple from", .selectMultiple), ("select multiple using", .selectMultiple),
    ("select_multiple", .selectMultiple), ("select multiple", .selectMultiple),
    ("select one from", .selectOne), ("select one using", .selectOne), ("select_one", .selectOne),
    ("select one", .selectOne), ("select1", .selectOne), ("rank", .rank),
  ]

  private static func select(_ text: String) -> FormType? {
    let lower = text.lowercased()
    for (words, type) in commands where lower == words || lower.hasPrefix(words + " ") {
      guard let type else {
        return .unsupported(
          "a select from a file of its own", remedy: "write its choices into the sheet choices")
      }
      var rest = String(text.dropFirst(words.count)).trimmed
      var orOther = false
      for ending in [" or_other", " or specify other", " or other"] where rest.lowercased().hasSuffix(ending)
      {
        rest = String(rest.dropLast(ending.count)).trimmed
        orOther = true
        break
      }
      if rest.hasPrefix("${") {
        return .unsupported("a select among answers of a repeat", remedy: "Engage has no repeats")
      }
      return .select(type, list: rest, orOther: orOther)
    }
    return nil
  }

  // MARK: - Words

  private static let plain: [String: QuestionType] = [
    "text": .text, "string": .text, "q string": .text, "add text prompt": .text, "phone number": .text,
    "integer": .integer, "int": .integer, "q int": .integer, "add integer prompt": .integer,
    "percentage": .integer, "number of days in last month": .integer,
    "number of days in last six months": .integer, "number of days in last year": .integer,
    "decimal": .decimal, "q decimal": .decimal, "add decimal prompt": .decimal, "range": .range,
    "date": .date, "q date": .date, "add date prompt": .date, "time": .time,
    "note": .note, "q note": .note, "add note prompt": .note,
    "calculate": .calculate, "q calculate": .calculate, "add calculate prompt": .calculate,
    "hidden": .hidden, "acknowledge": .acknowledge, "q acknowledge": .acknowledge,
    "add acknowledge prompt": .acknowledge, "trigger": .acknowledge,
  ]

  private static let metadataTypes: Set<String> = [
    "start", "end", "today", "deviceid", "phonenumber", "username", "email", "audit", "simserial",
    "subscriberid",
    "imei", "start time", "end time", "device id", "sim id", "subscriber id",
  ]

  static let noMedia = "Engage takes words, numbers and choices, no pictures, sounds, files or positions"

  private static let unsupportedTypes: [String: (String, remedy: String)] = {
    var types: [String: (String, remedy: String)] = [:]
    let dateTimes = [
      "datetime", "date time", "q date time", "q datetime", "add datetime prompt", "add date time prompt",
    ]
    for word in dateTimes { types[word] = ("a moment", "ask for a date and for a time") }
    let positions = [
      "geopoint", "geotrace", "geoshape", "gps", "location", "start-geopoint", "background-geopoint",
      "q geopoint",
      "q geotrace", "q geoshape", "q location", "add location prompt",
    ]
    for word in positions {
      types[word] = ("a position on the map", "ask for the place in words, or by choices")
    }
    let media = [
      "image", "photo", "audio", "video", "file", "background-audio", "q picture", "q image", "q audio",
      "q video",
      "add image prompt", "add photo prompt", "add audio prompt", "add video prompt", "add file prompt",
    ]
    for word in media { types[word] = ("a picture, sound or file", noMedia) }
    for word in ["barcode", "q barcode", "add barcode prompt"] {
      types[word] = ("a barcode", "ask for the number as text")
    }
    for word in ["csv-external", "xml-external"] {
      types[word] = ("a file of its own", "write its choices into the sheet choices")
    }
    types["osm"] = ("a map", noMedia)
    return types
  }()
}
