import EngageModel

/// The words that Engage itself puts on paper.
///
/// `{…}` are places. Conditions are put together from parts: "If" + "you ticked “Yes” at question 6" + ":".
struct PaperWords: Sendable {
  /// The code of the language they are in.
  var language = "en"
  var quotes = ("“", "”")
  var or = " or "
  var and = " and "

  var formNumber = "Form number"
  var tickOne = "Tick one box."
  var tickAll = "Tick all that apply."
  var tickOnePerLine = "Tick one box on each line."
  var tickAllPerLine = "Tick all that apply on each line."
  var rank = "Write 1 in the box beside your first choice, 2 beside your second, and so on."
  var required = "Please answer this question."
  var wholeNumber = "A whole number"
  var number = "A number"
  var numberFromTo = "A number from {from} to {to}"
  var day = "Day"
  var month = "Month"
  var year = "Year"
  var hour = "Hour"
  var minute = "Minute"
  var yourAnswer = "your answer to question {number}"
  var moreSpace = "If you need more space, write on the back of this page."
  var thanks = "This is the end of the form. Thank you."

  var ifCondition = "If {condition}:"
  var ifConditionOne = "If {condition}: question {first}."
  var ifConditionMany = "If {condition}: questions {first} to {last}."
  var ifItApplies = "Only if it applies to you:"
  var ticked = "you ticked {labels} at question {number}"
  var tickedBoxes = "you ticked box {labels} at question {number}"
  var notTicked = "you did not tick {labels} at question {number}"
  var notTickedBoxes = "you did not tick box {labels} at question {number}"
  var tickedAnyBut = "you ticked anything but {labels} at question {number}"
  var tickedTheBox = "you ticked the box at question {number}"
  var notTickedTheBox = "you did not tick the box at question {number}"
  var answered = "you answered question {number}"
  var notAnswered = "you left question {number} empty"
  var isExactly = "your answer to question {number} is {value}"
  var isNot = "your answer to question {number} is not {value}"
  var isAtLeast = "your answer to question {number} is {value} or more"
  var isAtMost = "your answer to question {number} is {value} or less"
  var isMore = "your answer to question {number} is more than {value}"
  var isLess = "your answer to question {number} is less than {value}"

  var noticeTitle = "What happens to your answers"
  var controller = "Responsible for them: {value}."
  var purpose = "Purpose: {value}."
  var legalBasis = "Legal basis: {value}."
  var retention = "Kept until {value} at the latest."
  var contact = "Questions: {value}."
  var months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
  var page = "Page"

  /// English.
  static let english = PaperWords()

  /// In a language, or in English where there are none.
  static func of(_ language: String) -> PaperWords {
    let base = language.lowercased().split { $0 == "-" || $0 == "_" }.first.map(String.init) ?? ""
    return [english, polish].first { $0.language == base } ?? english
  }

  /// A sentence with its places filled in.
  static func fill(_ sentence: String, _ values: KeyValuePairs<String, String>) -> String {
    // In one pass: what is filled in may itself look like a place.
    var filled = ""
    var rest = Substring(sentence)
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      let name = rest[rest.index(after: start)..<end]
      filled += rest[..<start]
      filled += values.first { $0.key == name }?.value ?? ""
      rest = rest[rest.index(after: end)...]
    }
    return filled + rest
  }

  /// "A, B or C".
  func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + or + last
  }

  /// In quotation marks.
  func quoted(_ words: String) -> String { quotes.0 + words + quotes.1 }

  /// "24 September 2019".
  func date(_ date: CalendarDate) -> String { "\(date.day) \(months[date.month - 1]) \(date.year)" }
}
