import EngageModel
import Testing

@Suite("What is wrong with an expression, and where")
struct ExpressionProblemTests {
  /// Source with a mark where the problem starts; a part of the message; a part of the hint.
  typealias Example = (String, String, String)

  func check(_ example: Example, current: Question.ID? = nil, attributes: Set<String> = []) {
    let (source, offset) = marked(example.0)
    let found = problems(source, current: current, attributes: attributes, expecting: .boolean)
    guard let first = found.first else {
      Issue.record("nothing found in \(source)")
      return
    }
    #expect(first.offset == offset, "\(source): \(first)")
    #expect(first.message.contains(example.1), "\(source): \(first)")
    #expect((first.hint ?? "").contains(example.2), "\(source): \(first)")
    #expect(found.count == 1, "\(source): \(found)")
    #expect(!first.message.contains("\""), "quotation marks are typographic: \(first)")
    #expect(first.offset + first.length <= source.count, "\(source): \(first)")
  }

  static let foreign: [Example] = [
    ("1️⃣", "empty", ""), ("${age} 1️⃣== 4", "==", "single ="), ("${age} = 4 1️⃣&& 1 = 1", "&&", "write and"),
    ("${age} = 4 1️⃣|| 1 = 1", "||", "write or"), ("${age} 1️⃣<> 4", "<>", "!="), ("1️⃣!${age}", "!", "not("),
    ("${age} 1️⃣=> 4", "=>", ">="), ("${age} 1️⃣≥ 4", "≥", ">="), ("${age} 1️⃣/ 4", "/", "div"),
    ("${age} = 4 1️⃣AND 1 = 1", "small letters", "write and"), ("${age} = 4 1️⃣Or 1 = 1", "small", "write or"),
    ("${role} = 1️⃣’faith’", "typographic", "plain"), ("${role} = 1️⃣“faith”", "typographic", "plain"),
    ("${role} = 1️⃣'faith’", "no closing", "typographic"), ("${role} = 1️⃣'faith", "no closing", "add"),
    ("1️⃣${age = 4", "closing }", "${name}"), ("1️⃣$age = 4", "$", "${name}"), ("1️⃣{age} = 4", "{", "${name}"),
    ("1️⃣${ age } = 4", "not the name", "${age}"), ("1️⃣${} = 4", "no name", "${name}"),
    ("1️⃣(${age} = 4", "not closed", "add a )"), ("${age} = 41️⃣)", "no (", ""),
    ("${age} 1️⃣=", "nothing to its right", ""),
    ("1️⃣= 4", "nothing to its left", ""), ("1️⃣and 1 = 1", "nothing to its left", ""),
    ("${age} = 4 1️⃣and", "nothing to its right", ""), ("${age} = 11️⃣,5", "comma", "1.5"),
    ("${age} 1️⃣4", "operator is missing", "and"), ("1️⃣not ${age} = 4", "parentheses", "not("),
    ("${role} = 1️⃣4th", "neither", "quotation"), ("1️⃣../age = 4", "paths", "${name}"),
    ("1️⃣selectd(${topics}, 'online')", "no function", "selected"),
    ("1️⃣Selected(${topics}, 'online')", "no function", "selected"),
    ("1️⃣selected(${topics})", "1 of its arguments", "selected(answer, choice)"),
    ("1️⃣not()", "0 of its", "not(condition)"), ("selected(${topics}, 1️⃣)", "missing", ""),
    ("regex(., 'a1️⃣(b')", "not closed", "add"), ("regex(., 'ä(a)1️⃣\\1')", "back", ""),
    ("regex(., 'ab1️⃣(?=c)')", "(?", ""), ("regex(., 'a1️⃣{1001}')", "1000", ""), ("${age} = 1️⃣#4", "#", ""),
  ]

  @Test("What does not belong to the language", arguments: foreign)
  func syntax(_ example: Example) {
    check(example)
  }

  static let impossible: [Example] = [
    ("1️⃣${sfae_day} = 4", "no question “sfae_day”", "${safe_day}"),
    ("1️⃣${trust} = 1", "trust", "${trust_police}"),
    ("selected(${topics}, 1️⃣'onlin')", "no choice", "'online'"),
    ("${role} = 1️⃣'yong_person'", "no choice", "young_person"),
    ("${role} = 1️⃣'Young person'", "no choice", "young_person"), ("1️⃣'faiht' != ${role}", "no choice", "faith"),
    ("${safe_day} = 1️⃣7", "no choice “7”", "1, 2, 3, 4, 5"),
    ("${topics} 1️⃣= 'online'", "several", "selected("),
    ("selected(1️⃣${age}, '4')", "choices", "select"), ("count-selected(1️⃣${concerns}) > 1", "choices", ""),
    ("1️⃣. > 4", "there is none here", "constraint"), ("1️⃣age > 4", "not known", "${age}"),
    ("1️⃣aeg > 4", "not known", "${age}"),
    ("${born} 1️⃣> 2000", "date", "2019-09-24"), ("${born} > 1️⃣'24/9/2019'", "not a date", "2019-09-24"),
    ("${arrived} > 1️⃣'soon'", "not a time", "09:30"), ("${arrived} = 1️⃣'soon'", "not a time", "09:30"),
    ("${age} + 1️⃣'x' > 1", "not a number", ""), ("1️⃣${role} + 1 > 1", "no choice of role", ""),
    ("1️⃣${topics} > 1", "several choices", "count-selected"), ("${age} = 1️⃣'old'", "never 'old'", ""),
    ("1 < ${age} 1️⃣< 5", "condition", "and"),
    ("${role} = 'faith' or 1️⃣'young_person'", "not a condition", "repeat"),
    ("${safe_day} = 4 or 1️⃣5", "not a condition", "repeat"), ("1️⃣'yes'", "condition", ""),
    ("${age} 1️⃣+ 1", "condition", ""), ("1️⃣${age}", "condition", "> 0"),
    ("1️⃣true = ${adult}", "not known", "true()"), ("1️⃣${thanks} = ''", "note", ""),
    ("jr:choice-name(${role}, 1️⃣'role') = ''", "quotation", "'${name}'"),
    ("jr:choice-name(${role}, 1️⃣'${rloe}') = ''", "no question", "role"),
  ]

  @Test("What cannot be meant", arguments: impossible)
  func meaning(_ example: Example) {
    check(example)
  }

  @Test(
    "What is fine",
    arguments: [
      "${safe_day} >= 4", "${safe_day} = '4'", "${safe_day} + 1 > 2", "${role} = ''", "'' != ${topics}",
      "${adult} = 1",
      "${concerns} = 'x'", "concat(${age}, ${concerns}) != ''", "today() - ${born} > 6570",
      "${born} < today() - 7",
      "(today() - ${born}) div 365.25 >= 18", "${born} >= '2000-01-01'", "selected(${role}, 'faith')",
      "selected(${adult}, 'faith')", "true()", "number(${concerns}) > 4",
      "format-date(${born}, '%Y') = '2000'",
      "count-selected(${topics}) <= 3", "if(${age} > 3, 'a', 'b') = 'a'",
      "not(selected(${topics}, 'online'))",
      "\"it's\" = ${concerns}", "${born} <= '2019-09-24' and\n ${arrived} > '09:00'",
    ])
  func fine(_ source: String) {
    #expect(problems(source, expecting: .boolean) == [])
  }

  @Test("A dot has the type of its question")
  func dots() {
    #expect(problems(". > 0 and . < 120", current: "age").isEmpty)
    #expect(problems("selected(., 'online') and count-selected(.) < 3", current: "topics").isEmpty)
    check(("selected(., 1️⃣'ofline')", "no choice", ""), current: "topics")
    check((". < 1️⃣'never'", "not a date", ""), current: "born")
  }

  @Test("A choice filter may use the columns of its choices")
  func attributes() {
    #expect(problems("county = ${concerns}", attributes: ["county"]).isEmpty)
    check(("1️⃣conuty = ${concerns}", "not known", "county"), attributes: ["county"])
  }

  @Test("All problems come at once, in order")
  func several() {
    let found = problems("${agee} > 1 and ${role} = 'fait' and .", expecting: .boolean)
    #expect(found.map(\.rule) == ["unknown-question", "unknown-choice", "misplaced-dot"])
  }

  @Test("Deep nesting and endless chains are problems, not crashes")
  func bounds() {
    let deep = String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
    #expect(problems(deep).first?.message.contains("deeply") == true)
    #expect(problems(String(repeating: "-", count: 10_000) + "1").first?.message.contains("deeply") == true)
    #expect(problems(String(repeating: "not(", count: 10_000)).first?.message.contains("deeply") == true)
    #expect(problems("1" + String(repeating: " + 1", count: 10_000)).first?.message.contains("long") == true)
    #expect(problems("1 = 1" + String(repeating: " or ${age} = 1", count: 300)).isEmpty)
  }

  @Test("A diagnostic counts columns from the expression's first character")
  func diagnostic() {
    let diagnostic = problems("1 = ${agee}")[0].diagnostic(file: "survey.v1.yaml", line: 7, column: 20)
    #expect(diagnostic.column == 24)
    #expect(diagnostic.length == 7)
    #expect(diagnostic.line == 7)
  }
}
