import EngageModel

/// Which keys a question of each type takes.
enum QuestionKeys {
  private static let always = ["type", "name", "label", "hint", "relevant"]
  private static let answered = [
    "required", "required_message", "constraint", "constraint_message", "default",
  ]
  private static let handling = ["sensitive", "identifies"]

  /// The keys of each type, `group` and `grid` among them.
  static func keys(of type: String) -> [String] {
    switch type {
    case "group": ["type", "name", "label", "relevant", "questions"]
    case "grid":
      always + ["required", "required_message", "items", "choices", "not_scored", "pair", "target", "groups"]
        + handling
    case "note": always
    case "calculate": always + ["calculation"] + handling
    case "hidden": always + ["default", "calculation"] + handling
    case "select_one", "select_multiple":
      always + answered + handling + ["choices", "or_other", "choice_filter", "pair", "target", "groups"]
    case "scale":
      always + answered + handling + ["choices", "not_scored", "choice_filter", "pair", "target", "groups"]
    case "rank": always + answered + handling + ["choices", "choice_filter"]
    case "range": always + answered + handling + ["start", "end", "step", "pair"]
    case "text": always + answered + handling + ["codebook"]
    case "integer", "decimal", "date", "time": always + answered + handling + ["pair"]
    default: always + answered + handling
    }
  }

  /// All types that may be written.
  static let types = QuestionType.allCases.map(\.rawValue) + ["grid", "group"]

  /// All keys that some type takes.
  static let all: [String] = types.reduce(into: []) { all, type in
    for key in keys(of: type) where !all.contains(key) { all.append(key) }
  }

  /// What to say about a key that the type does not take.
  static func remark(_ key: String, type: String) -> Fields.Remark? {
    if all.contains(key) {
      let takers = types.filter { keys(of: $0).contains(key) }
      return Fields.Remark(
        rule: "key-not-for-type", message: "a question of type \(type) takes no “\(key)”",
        hint: key == "not_scored" && type.hasPrefix("select")
          ? "write type: scale if the choices have an order" : "these do: \(takers.joined(separator: ", "))")
    }
    if key == "parameters", type == "range" {
      return Fields.Remark(hint: "write start: 0, end: 10, step: 1")
    }
    if let ours = renamed[key] { return Fields.Remark(hint: "Engage calls it “\(ours)”") }
    if foreign.contains(key) {
      return Fields.Remark(
        severity: .warning, rule: "ignored-key", message: "Engage does not use XLSForm's “\(key)”",
        hint: "delete it: it changes nothing here")
    }
    return key == "include"
      ? Fields.Remark(hint: "an include stands alone: - {include: name of a block}") : nil
  }

  /// XLSForm's other words for our keys.
  private static let renamed = [
    "relevance": "relevant", "calculate": "calculation", "caption": "label", "command": "type",
    "value": "name",
    "constraining_message": "constraint_message", "guidance_hint": "hint", "list_name": "choices",
    "list": "choices",
    "options": "choices", "title": "label", "question": "label", "other": "or_other", "skip": "relevant",
    "read_only": "type: calculate", "readonly": "type: calculate",
  ]

  /// XLSForm's words for what Engage does not do.
  private static let foreign: Set<String> = [
    "appearance", "parameters", "trigger", "repeat_count", "media", "image", "audio", "video", "big-image",
    "autoplay", "body::accuracyThreshold", "bind::type", "save_to", "publishable", "minimum_seconds",
  ]

  /// What to do about a type that does not exist.
  static func hint(forType written: String) -> String {
    let words = written.split(separator: " ").map(String.init)
    if let first = words.first, words.count > 1, types.contains(first) {
      let list = words[1]
      return words.contains("or_other")
        ? "write type: \(first), choices: \(list), or_other: yes" : "write type: \(first), choices: \(list)"
    }
    switch written.lowercased() {
    case "select one", "select1", "select_one_from", "radio", "single", "choice": return "write select_one"
    case "select multiple", "select all that apply", "checkbox", "multiple": return "write select_multiple"
    case "likert", "rating": return "write scale, or range for numbers"
    case "string", "comment", "textarea": return "write text"
    case "number", "int": return "write integer or decimal"
    case "datetime", "dateTime": return "ask for a date and for a time"
    case "matrix", "table": return "write grid"
    case "begin_group", "begin group": return "write group, with its questions under “questions”"
    case "begin_repeat", "begin repeat", "repeat":
      return "Engage has no repeats: give each its own question, or each its own response"
    case "start", "end", "today", "deviceid", "username", "email", "phonenumber", "audit":
      return "leave it out: Engage notes itself who entered what, and when"
    case "image", "audio", "video", "file", "barcode", "geopoint", "geotrace", "geoshape":
      return "Engage takes words, numbers and choices, no pictures, sounds or positions"
    default:
      return nearestName(to: written, among: types).map { "did you mean “\($0)”?" }
        ?? "the types are \(types.joined(separator: ", "))"
    }
  }
}
