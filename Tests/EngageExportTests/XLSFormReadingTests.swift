import EngageExport
import EngageModel
import EngageTesting
import Testing

@Suite("XLSForms of other programs")
struct XLSFormReadingTests {
  private let lists = """
    choices
    list name | name | label | district
    yes_no | yes | Yes |
    yes_no | no | No |
    town | rugby | Rugby | east
    town | leamington spa | Leamington | south
    """

  @Test("other words for types and columns, old spellings, translations")
  func aliases() throws {
    let reading = FormCase(
      """
      survey
      Type | Name | caption::English (en) | caption::Polish (pl) | relevance | Required | constraining_message
      select one from yes_no or specify other | aware | Aware? | Wiesz? | | YES |
      select all that apply from yes_no | topics | Topics | | ${aware} = 'yes' | true() | Tick some
      int | age | Age | | | |
      add date prompt | day | Day | | | |
      q string | why | Why? | | selected(${aware}, 'other') | no |
      rank yes_no | order | Order | | | |
      \(lists)
      settings
      form_title | form_id | default_language
      The club | club_form | English (en)
      """
    ).read()
    let survey = try #require(reading.survey, "\(reading.diagnostics.map(\.message))")
    #expect(
      FormCase.brief(reading.diagnostics) == ["note ignored-column choices!D1", "warning renamed choices!B5"])
    #expect(
      survey.questions.map { "\($0.id) \($0.type.rawValue)" } == [
        "aware select_one", "aware_other text", "topics select_multiple", "age integer", "day date",
        "why text",
        "order rank",
      ])
    #expect(survey.title.text == "The club")
    #expect(survey.languages == Languages(default: "en", others: ["pl"]))
    #expect(survey.questions[0].label == LocalizedText("Aware?", translations: ["pl": "Wiesz?"]))
    #expect(survey.questions[0].required == .yes)
    #expect(survey.questions[2].constraintMessage == "Tick some")
    #expect(survey.questions[2].relevant?.source == "${aware} = 'yes'")
    #expect(survey.questions[5].required == .no)
  }

  @Test("names that Engage does not take are changed, and expressions follow")
  func renaming() throws {
    let reading = FormCase(
      """
      survey
      type | name | label | relevant | choice_filter
      select_one district | home-district | District | |
      select_one town | Town.of.birth | Town | ${home-district} = 'far away' or ${ home-district } != '' | district = ${home-district}
      text | TOWN_of_birth | Why? | selected(${Town.of.birth}, 'leamington spa') |
      begin group | _g | Group | ${Town.of.birth}='rugby' |
      text | why | Inner | |
      end group | | | |
      text | why | Outer | |
      \(lists)
      district | far away | Far | |
      district | east | East | |
      """
    ).read()
    let survey = try #require(reading.survey, "\(reading.diagnostics.map(\.message))")
    #expect(
      survey.questions.map(\.id.rawValue) == [
        "home_district", "Town_of_birth", "TOWN_of_birth_2", "why", "why_2",
      ])
    #expect(
      survey.questions[1].relevant?.source == "${home_district} = 'far_away' or ${home_district} != ''")
    #expect(survey.questions[1].choiceFilter?.source == "district = ${home_district}")
    #expect(survey.questions[1].choices.map(\.attributes) == [["district": "east"], ["district": "south"]])
    #expect(survey.questions[2].relevant?.source == "selected(${Town_of_birth}, 'leamington_spa')")
    #expect(survey.groups.map(\.name) == ["q_g"])
    #expect(survey.groups[0].relevant?.source == "${Town_of_birth}='rugby'")
    #expect(reading.diagnostics.count { $0.rule == "renamed" } == 7)
  }

  @Test("what Engage has no place for is left out and told, question by question")
  func leftOut() throws {
    let reading = FormCase(
      """
      survey
      type | name | label | relevant | calculation | image | appearance | constraint
      start | start | | | | | |
      audit | audit | | | | | |
      begin repeat | child | Child | | | | |
      text | child_name | Name | | | | |
      begin group | inner | Inner | | | | |
      text | deep | Deep | | | | |
      end group | | | | | | |
      end repeat | | | | | | |
      geopoint | place | Where? | | | | |
      dateTime | moment | When? | | | | |
      calculate | price | | | pulldata('fruits', 'price', 'name', 'mango') | | |
      calculate | twice | | | ${price} * 2 | | |
      text | story | Story | ${price} > 1 | | a.jpg | multiline | ../age > 3
      integer | age | Age | | | | | . > ${start}
      select_one_from_file list.csv | pick | Pick | | | | |
      """
    ).read()
    let survey = try #require(reading.survey, "\(reading.diagnostics.map(\.message))")
    #expect(survey.questions.map(\.id.rawValue) == ["story", "age"])
    #expect(survey.questions.allSatisfy { $0.relevant == nil && $0.constraint == nil })
    let left = ["start", "audit", "child", "child_name", "deep", "place", "moment", "pick", "price", "twice"]
    #expect(Set(reading.leftOut) == Set(left))
    for name in left {
      #expect(reading.diagnostics.contains { $0.message.hasPrefix("“\(name)” is left out") })
    }
    let cells = reading.diagnostics.filter {
      $0.message.contains("now") || $0.rule == "left-out" && $0.cell?.first != "A"
    }
    #expect(cells.compactMap(\.cell) == ["F14", "D14", "H14", "H15"])
    #expect(reading.diagnostics.allSatisfy { $0.hint != nil && $0.severity != .error })
  }

  @Test("all mistakes of a form are told at once, each with its cell")
  func mistakes() {
    let reading = FormCase(
      """
      survey
      type | name | label | relevant | constraint | required | default | parameters | choice_filter
      select_one nowhere | a | A | | | | | |
      txt | b | B | | | | | |
      integer | | No name | | | | | |
      text | d | D | ${nobody} = 1 | | | | |
      text | e | E | (1 = 1 | | | | |
      integer | f | F | | slected(., 'x') | | | |
      range | g | G | | | | | start=10 end=0 |
       | h | H | | | | | |
      select_one yes_no | i | I | | ${i} = 'perhaps' | | | |
      select_one yes_no or_other | j | J | | | | | | name != 'x'
      end group | | | | | | | |
      begin group | k | K | | | | | |
      \(lists)
      yes_no | yes | Again |
      yes_no | | Nothing |
      """
    ).read()
    #expect(reading.survey == nil)
    #expect(
      FormCase.brief(reading.diagnostics.filter { $0.severity == .error }) == [
        "error unknown-list survey!A2", "error unknown-type survey!A3", "error missing-value survey!B4",
        "error unknown-question survey!D5", "error expression-syntax survey!D6",
        "error unknown-function survey!E7",
        "error bad-range survey!H8", "error missing-value survey!A9", "error unknown-choice survey!E10",
        "error other-with-filter survey!I11", "error unopened-group survey!A12",
        "error unclosed-group survey!A13",
        "error duplicate-choice choices!B6", "error missing-value choices!B7",
      ])
  }

  @Test("a workbook without the sheet survey is no form")
  func noSurvey() {
    let reading = FormCase("answers\nname | age\nAnn | 7\n").read()
    #expect(reading.survey == nil)
    #expect(reading.diagnostics.map(\.rule) == ["no-survey-sheet"])
    #expect(reading.diagnostics[0].hint?.contains("“answers”") == true)
  }

  @Test("a table is a grid only where the form says so; else a group of single questions")
  func tables() throws {
    let reading = FormCase(
      """
      survey
      type | name | label | appearance | engage::type
      begin group | trust | Do you trust | table-list | grid
      select_one yes_no | trust_police | the police | |
      select_one yes_no | trust_council | the council | |
      end group | | | |
      begin group | use | Do you use | table-list |
      select_one yes_no | use_bus | the bus | |
      end group | | | |
      begin group | other | Other | table-list | grid
      select_one yes_no | bus | the bus | |
      end group | | | |
      \(lists)
      """
    ).read()
    let survey = try #require(reading.survey, "\(reading.diagnostics.map(\.message))")
    #expect(survey.groups.map(\.kind) == [.grid, .group, .group])
    #expect(survey.questions.map(\.type) == [.scale, .scale, .selectOne, .selectOne])
    #expect(
      survey.questions.map(\.label.text) == [
        "Do you trust: the police", "Do you trust: the council", "the bus", "the bus",
      ])
    #expect(
      reading.diagnostics.map(\.rule).sorted() == ["ignored-column", "not-a-grid", "renamed", "table-list"])
  }

  @Test("a language without a code gets one for local use, and is told")
  func unknownLanguage() throws {
    let reading = FormCase("survey\ntype | name | label::English | label::Elvish\ntext | a | A | Á\n").read()
    #expect(reading.survey?.languages == Languages(default: "en", others: ["qaa"]))
    #expect(FormCase.brief(reading.diagnostics) == ["warning unknown-language survey!D1"])
  }

  @Test("columns of choices come along where a filter asks for them")
  func choiceColumns() throws {
    let choices = "choices\nlist_name | name | label | order | area\nc | a | A | 1 | x\nc | b | B | 2 | y\n"
    let filtered = FormCase(
      "survey\ntype | name | label | choice_filter\nselect_one c | q | Q | area = 'x'\n" + choices)
    #expect(filtered.read().survey?.questions[0].choices.map(\.attributes) == [["area": "x"], ["area": "y"]])
    let plain = FormCase("survey\ntype | name | label\nselect_one c | q | Q\n" + choices).read()
    #expect(plain.survey?.questions[0].choices.allSatisfy { $0.attributes.isEmpty } == true)
    #expect(
      FormCase.brief(plain.diagnostics) == [
        "note ignored-column choices!D1", "note ignored-column choices!E1",
      ])
  }

  @Test("tables of KoboToolbox's own are left out, not taken for slips")
  func koboTables() throws {
    let reading = FormCase(
      """
      survey
      type | name | label
      begin_score | s | Score
      score__row | s1 | One
      end_score | | |
      text | a | A
      """
    ).read()
    #expect(reading.survey?.questions.map(\.id) == ["a"])
    #expect(reading.leftOut == ["s", "s1"])
  }

  @Test("a form of 3,000 questions with 5,000 choices each is read in seconds")
  func large() throws {
    let questions = (1...3000).map {
      ["select_one towns", "q\($0)", "Question \($0)", $0 > 1 ? "${q\($0 - 1)} = 't7'" : ""]
    }
    let choices = (1...5_000).map { ["towns", "t\($0)", "Town \($0)"] }
    let sheets = FormSheets([
      FormSheet(name: "survey", rows: [["type", "name", "label", "relevant"]] + questions),
      FormSheet(name: "choices", rows: [["list_name", "name", "label"]] + choices),
    ])
    let start = ContinuousClock.now
    let survey = try #require(XLSFormReader.read(sheets).survey)
    #expect(survey.questions.count == 3000)
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}
