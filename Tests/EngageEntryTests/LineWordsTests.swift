import EngageModel
import EngageStore
import Testing

@testable import EngageEntry

/// The words that can be typed in lines, for terminals that show no screen.
@Suite struct LineWordsTests {
  @Test func answersAreTakenBackAndDoneAgain() throws {
    var sitting = try EntryCase()
    try sitting.type("⏎|1|3|/z")
    #expect(sitting.entry.prompt.kind == .question("safe"))
    try sitting.type("/y|/e|⏎")
    #expect(try sitting.stored() == ["person role=faith role_other=!not_asked safe=3"])
  }

  @Test func aQuestionIsReachedByItsNumber() throws {
    var sitting = try EntryCase()
    try sitting.type("⏎|1|3|/g 1")
    #expect(sitting.entry.prompt.kind == .question("role"))
    #expect(try sitting.type("/g 99").words == "There is no question of that number on this form.")
    #expect(try sitting.type("/b now").words?.hasPrefix("Nothing follows /b.") == true)
  }

  @Test func remarksAndMarksAreKept() throws {
    var sitting = try EntryCase()
    try sitting.type("⏎|1|/d|/r page 2 is torn|/w|3|⏎|words|/b|/o Polish, Anna|/e|⏎")
    let details = try #require(
      try sitting.store.responses(ResponseQuery(survey: "evening")).first?.details)
    #expect(details.note == "page 2 is torn" && details.secondLook && details.doubtful == ["safe"])
    #expect(details.origins == ["concerns": TextOrigin(language: "Polish", translatedBy: "Anna")])
  }

  @Test func aWorryHoldsTheTextBack() throws {
    var sitting = try EntryCase()
    try sitting.type("⏎|1|3|⏎|He hits her|/b|/s")
    #expect(try sitting.store.restrictedTexts(event: nil).map(\.text) == ["He hits her"])
    try sitting.type("/z|/z|/z|/e|⏎")
    #expect(try !sitting.stored().joined().contains("hits"))
  }

  @Test func theLanguageChangesAndAnAnswerIsKept() throws {
    var sitting = try EntryCase()
    try sitting.type("⏎|/k|1|/l pl")
    #expect(sitting.entry.prompt.text == "Jak bezpiecznie się czujesz?")
    try sitting.type("/e|⏎|⏎")
    #expect(sitting.entry.prompt.defaultAnswer == "Member of a faith community")
  }
}
