import EngageModel
import Foundation
import Testing

@Suite("What expressions come to")
struct ExpressionValueTests {
  static let today = CalendarDate(year: 2019, month: 9, day: 24)

  /// One response: a young person, safe_day 4, two topics, 17 years old.
  static func context(current: Answer? = nil, language: String? = nil) throws -> AnswersContext {
    AnswersContext(
      [
        "role": .choice("young_person"), "safe_day": .choice("4"), "topics": .choices(["online", "school"]),
        "age": .number(17), "born": .date(try #require(CalendarDate("2002-03-01"))), "arrived": .time(34_200),
        "concerns": .text("Nothing  was done"), "adult": .text("false"),
      ],
      questions: sampleSurvey.questions, current: current, attributes: ["county": "warwickshire"],
      today: try #require(today), secondsSinceMidnight: 3661, language: language)
  }

  func text(_ source: String, current: Answer? = nil, language: String? = nil) throws -> String {
    try Expression(parsing: source).value(in: try Self.context(current: current, language: language)).text
  }

  @Test(
    "Arithmetic, comparison and logic bind as in XPath",
    arguments: [
      ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 div 2", "3.5"), ("7 mod 3", "1"), ("-7 mod 3", "-1"),
      ("8 - 3 - 2", "3"), ("8 div 4 div 2", "1"), ("--3", "3"), (".5 + 1.5", "2"), ("1. + 1", "2"),
      ("2 * -3", "-6"), ("1 = 1 = true()", "true"), ("1 + 1 = 2 and 3 > 2", "true"),
      ("true() or false() and false()", "true"), ("(true() or false()) and false()", "false"),
      ("1 < 2 = 2 > 1", "true"), ("1 <= 1", "true"), ("1 >= 2", "false"), ("1 != 2", "true"),
      ("1 div 0", ""), ("0 div 0", ""), ("5 mod 0", ""), ("${age}-1", "16"),
      ("2000000 * 1000000", "2000000000000"),
      ("0.1 + 0.2 > 0.3", "true"),
    ])
  func operators(_ source: String, _ expected: String) throws {
    #expect(try text(source) == expected)
  }

  @Test(
    "A missing answer is the empty text, and spoils what is computed from it",
    arguments: [
      ("${nobody} = ''", "true"), ("${nobody} = 0", "false"), ("${nobody} != 4", "true"),
      ("${nobody} < 4", "false"),
      ("${nobody} >= 0", "false"), ("${nobody} + 1", ""), ("-${nobody}", ""), ("${nobody}", ""),
      ("${nobody} + 1 = ''", "true"), ("string-length(${nobody})", "0"), ("count-selected(${nobody})", "0"),
      ("selected(${nobody}, '')", "false"), ("coalesce(${nobody}, ${age})", "17"), ("min(1, ${nobody})", ""),
      ("not(${nobody})", "true"), ("round(${nobody})", ""),
    ])
  func missing(_ source: String, _ expected: String) throws {
    #expect(try text(source) == expected)
  }

  @Test(
    "Two sides that are numbers compare as numbers, all others as texts",
    arguments: [
      ("${safe_day} >= 4", "true"), ("${safe_day} = 4", "true"), ("${safe_day} = '4.0'", "true"),
      ("'10' > '9'", "true"), ("'04' = '4'", "true"), ("'a' = 'b'", "false"), ("'a' < 'b'", "false"),
      ("${role} = 'young_person'", "true"), ("'1e3' = 1000", "false"), ("'0x10' = 16", "false"),
      ("'nan' = 'nan'", "true"), ("'inf' > 1", "false"), (" ' 4 ' = 4", "true"),
    ])
  func comparisons(_ source: String, _ expected: String) throws {
    #expect(try text(source) == expected)
  }

  @Test(
    "Choices are found by name",
    arguments: [
      ("selected(${topics}, 'school')", "true"), ("selected(${topics}, 'scho')", "false"),
      ("selected(${role}, 'young_person')", "true"), ("count-selected(${topics})", "2"),
      ("selected-at(${topics}, 0)", "online"), ("selected-at(${topics}, 2)", ""),
      ("selected-at(${topics}, -1)", ""), ("${topics}", "online school"), ("count-selected(${role})", "1"),
      ("jr:choice-name(${role}, '${role}')", "Young person"),
      ("jr:choice-name(selected-at(${topics}, 1), '${topics}')", "At school"),
      ("jr:choice-name('nothing', '${role}')", ""),
    ])
  func choices(_ source: String, _ expected: String) throws {
    #expect(try text(source) == expected)
  }

  @Test("A choice's label comes in the language asked for")
  func languages() throws {
    #expect(try text("jr:choice-name(${role}, '${role}')", language: "pl") == "Młoda osoba")
  }

  @Test(
    "Functions of text, numbers and conditions",
    arguments: [
      ("concat('a', 1, true(), ${age})", "a1true17"), ("string-length('häß')", "3"), ("string(4.0)", "4"),
      ("contains(${concerns}, 'was')", "true"), ("starts-with('abc', 'ab')", "true"),
      ("ends-with('abc', 'ab')", "false"), ("substr('abcdef', 1, 3)", "bc"), ("substr('abc', 1)", "bc"),
      ("substr('abc', -2)", "bc"), ("substr('abc', -9)", "abc"), ("substr('abc', 2, 1)", ""),
      ("substr('abc', 0, 99)", "abc"),
      ("normalize-space(${concerns})", "Nothing was done"), ("number('12.5')", "12.5"), ("number('x')", ""),
      ("int(3.9)", "3"), ("int(-3.9)", "-3"), ("round(2.5)", "3"), ("round(-2.5)", "-2"),
      ("round(3.14159, 2)", "3.14"), ("abs(-4)", "4"), ("pow(2, 10)", "1024"), ("min(3, 1, 2)", "1"),
      ("max(3, '10', 2)", "10"), ("if(${age} >= 18, 'adult', 'minor')", "minor"), ("not(1 = 2)", "true"),
      ("boolean('')", "false"), ("boolean-from-string('1')", "true"), ("count-non-empty('', 'a', 1)", "2"),
      ("coalesce('', '')", ""), ("county = 'warwickshire'", "true"), ("no_such = ''", "true"),
    ])
  func functions(_ source: String, _ expected: String) throws {
    #expect(try text(source) == expected)
  }

  @Test(
    "Dates and times compare and count in days",
    arguments: [
      ("today()", "2019-09-24"), ("now()", "2019-09-24T01:01:01"), ("today() = '2019-09-24'", "true"),
      ("'2019-09-23' < today()", "true"), ("${born} < date('2002-03-02')", "true"),
      ("'2019-10-01' > '2019-09-30'", "true"), ("now() > today()", "true"), ("today() - ${born}", "6416"),
      ("int((today() - ${born}) div 365.25)", "17"), ("date(today() + 7)", "2019-10-01"),
      ("date('nonsense')", ""),
      ("date('2019-02-29')", ""),
      ("format-date(today(), '%e %b %Y, %a, %d.%m.%y %n %%')", "24 Sep 2019, Tue, 24.09.19 9 %"),
      ("${arrived} < '10:00'", "true"), ("${arrived}", "09:30"), ("${arrived} = '09:30:00'", "true"),
      ("max(${born}, today())", "2019-09-24"), ("${born} = ${born}", "true"), ("date(99999999999999)", ""),
      ("date(-719162)", "0001-01-01"), ("date(2932896)", "9999-12-31"), ("date(2932897)", ""),
    ])
  func dates(_ source: String, _ expected: String) throws {
    #expect(try text(source) == expected)
  }

  @Test(
    "A pattern must be the whole text",
    arguments: [
      ("regex('CV5 6EE', '[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}')", "true"), ("regex('abc', 'b')", "false"),
      ("regex('', 'a*')", "true"), ("regex(concat('a', 'b'), 'a|ab')", "true"),
      ("regex('x', concat('(', ''))", "false"),
    ])
  func patterns(_ source: String, _ expected: String) throws {
    #expect(try text(source) == expected)
  }

  @Test("The dot is the answer being given")
  func dot() throws {
    #expect(try text(". >= 0 and . <= 120", current: .number(17)) == "true")
    #expect(try text(".", current: .number(2.5)) == "2.5")
    #expect(try text(".=.", current: .missing(.unreadable)) == "true")
    #expect(try text("once(5)", current: .number(3)) == "3")
    #expect(try text("once(5)") == "5")
  }

  @Test("The word false, as a calculation leaves it, is not true")
  func falseWord() throws {
    #expect(try !Expression(parsing: "${adult}").isTrue(in: Self.context()))
    #expect(try text("${adult} = false()") == "true")
    #expect(try text("${adult} = 'false'") == "true")
  }

  @Test("References are the questions it uses")
  func references() throws {
    let expression = try Expression(
      parsing: "if(selected(${topics}, 'a'), ${age}, jr:choice-name(., '${role}'))")
    #expect(expression.references == ["topics", "age", "role"])
  }

  @Test("An expression survives encoding as its source, and a broken one is not decoded")
  func coding() throws {
    let expression = try Expression(parsing: " ${age} > 1 ")
    let data = try JSONEncoder().encode([expression])
    #expect(String(decoding: data, as: UTF8.self) == #"[" ${age} > 1 "]"#)
    #expect(try JSONDecoder().decode([EngageModel.Expression].self, from: data) == [expression])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([EngageModel.Expression].self, from: Data(#"["1 +"]"#.utf8))
    }
  }
}
