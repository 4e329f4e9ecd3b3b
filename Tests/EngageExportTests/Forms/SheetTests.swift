import EngageExport
import EngageModel
import Foundation
import Testing

@Suite("Sheets for tables and for signing in")
struct SheetTests {
  private let issuer: PaperIssuer = {
    let session = Session(
      id: "rugby", place: "Rugby", date: EventDate("2019-10-08"), booked: Quantity("about 40"))
    let event = Event(
      id: "e", title: "Evening 2019", sessions: [session],
      dataProtection: DataProtection(
        controller: "EQuIP", purpose: "To learn", lawfulBasis: "Legitimate interests",
        article9Condition: "Explicit consent", retainUntil: CalendarDate(year: 2029, month: 12, day: 31),
        contact: "equip@example.org"))
    return PaperIssuer(organisation: "EQuIP", event: event, session: session)
  }()

  @Test("A table's sheet has a page for each question that tables answer, and their numbers")
  func tableNotes() throws {
    let survey = try ShippedSurveys.survey("we-stand-together")
    let printed = try PrintedPage(TableNoteSheet(survey: survey).page(from: issuer))
    #expect(
      try printed.nodes("//h2").map(PrintedPage.words) == [
        "9. What concerns you most?", "10. What would help?",
      ])
    #expect(TableNoteSheet(survey: survey).questions.map(\.id) == ["concerns", "suggestions"])
    let text = PrintedPage.words(printed.root)
    for word in [
      "Table number or name", "People at the table", "Facilitator", "Note-taker", "starts a table",
      "continues table", "is the plenary’s", "How many agreed", "Dots", "Word for word", "concern", "hope",
      "suggestion", "8 October 2019", "never who said it",
    ] {
      #expect(text.contains(word), "\(word)")
    }
  }

  @Test("The questions are in the language chosen, the sheet's own words in English")
  func tableNotesInPolish() throws {
    let survey = try ShippedSurveys.survey("we-stand-together")
    let printed = try PrintedPage(TableNoteSheet(survey: survey, language: "pl", isLarge: true).page())
    #expect(try printed.nodes("//h2/bdi[@lang='pl']").map(PrintedPage.words).last == "Co mogłoby pomóc?")
    #expect(printed.html.contains("<html lang=\"en\" dir=\"ltr\">"))
    #expect(printed.html.contains("size: A4 landscape"))
  }

  @Test("A survey that asks tables nothing has no sheet for them, and that is an error")
  func nothingForTables() throws {
    let closed = Survey(id: "s", title: "S", questions: [Question(id: "age", type: .integer, label: "Age")])
    #expect(TableNoteSheet(survey: closed).page().diagnostics.map(\.rule) == ["no-table-questions"])
  }

  @Test("A sign-in sheet has rows for all who booked, a place for both counts, and nothing sensitive")
  func signIn() throws {
    let page = SignInSheet(issuer: issuer).page
    let printed = try PrintedPage(page)
    #expect(try printed.nodes("//tbody/tr").count >= 40)
    #expect(try printed.words("counts").first == "Signed in: Counted in the room:")
    let notice = try #require(try printed.words("notice").first)
    #expect(
      notice.contains("EQuIP") && notice.contains("31 December 2029") && notice.contains("equip@example.org"))
    #expect(!notice.contains("Explicit consent"))
    #expect(page.diagnostics.isEmpty)
  }
}
