import EngageModel
import EngageText
import Testing

/// Each rule of how phrases meet texts, as rows of phrase, text, and whether they meet.
@Suite struct PhraseRulesTests {
  private func meets(
    _ term: Term, _ text: String, stems: Matching.Stems = .none, accents: Matching.Accents = .fold
  ) throws -> Bool {
    let codebook = Codebook(
      id: "test", matching: Matching(stems: stems, accents: accents),
      themes: [Theme(id: "theme", title: "Theme", match: [term])])
    return try !ThemeCoder(codebook).themes(of: text).isEmpty
  }

  @Test(arguments: [
    ("school", "The SCHOOL gate", true), ("school", "schools", false), ("school", "preschool", false),
    ("school", "school2", false), ("school", "(school)", true), ("school", "school", true),
    ("school", "", false),
    ("SCHOOL", "school", true), ("101", "call 101.", true), ("101", "1011", false), ("École", "école", true),
    ("straße", "STRASSE", false), ("ÖL", "öl", true), ("ΣΑΣ", "σας", true), ("школа", "ШКОЛА рядом", true),
    ("школ", "школа", false), ("ਸਕੂਲ", "ਇਹ ਸਕੂਲ ਹੈ", true), ("ਸਕ", "ਸਕੂਲ", false), ("مدرسة", "في مدرسة.", true),
    ("school", "schoolé", false), ("school", "éschool", false), ("school", "school—yes", true),
    ("½", "½ full", true),
  ])
  func aPhraseMatchesWholeWordsInAnyCase(phrase: String, text: String, matches: Bool) throws {
    #expect(try meets(.phrase(phrase), text) == matches)
  }

  @Test(arguments: [
    ("hate crime", "hate crime", true), ("hate crime", "Hate \n\t crime", true),
    ("hate crime", "hate\u{a0}crime", true),
    ("hate  crime", "hate crime", true), (" hate crime ", "hate crime", true),
    ("hate crime", "hatecrime", false),
    ("hate crime", "hate, crime", false), ("hate crime", "hate-crime", false),
    ("hate crime", "hate hate crime", true),
    ("hate crime", "hate", false), ("hate crime", "hate crimes", false),
    ("who to tell", "who to who to tell", true),
  ])
  func onlyWhiteSpaceStretches(phrase: String, text: String, matches: Bool) throws {
    #expect(try meets(.phrase(phrase), text) == matches)
  }

  @Test(arguments: [
    ("anti-social behaviour", "Anti-social  behaviour!", true),
    ("anti-social behaviour", "anti social behaviour", false),
    ("anti-social", "anti - social", false), ("R&B", "some r&b music", true), ("R&B", "r & b", false),
    ("C++", "I like c++.", true), ("C++", "c+", false), ("C++", "abc++", false),
    ("#metoo", "the #MeToo march", true),
    ("#metoo", "metoo", false), ("#metoo", "#metoos", false), ("24/7", "open 24/7", true),
    ("24/7", "24/71", false),
    ("24/7", "124/7", false), ("you said, we did", "You said,  we did", true),
    ("you said, we did", "you said we did", false), ("£20", "costs £20", true), ("£20", "costs £200", false),
    ("👍", "great👍", true), ("don't", "don’t", true), ("don’t", "I DON'T", true), ("don't", "dont", false),
    ("clare's law", "Clare’s Law", true), ("don", "don't", true), ("café's", "the cafe’s door", true),
    ("'ello", "‘ello", true), ("?", "what?", true),
  ])
  func everyOtherCharacterMatchesAsWritten(phrase: String, text: String, matches: Bool) throws {
    #expect(try meets(.phrase(phrase), text) == matches)
  }

  @Test(arguments: [
    ("litter", "anti_litter", false), ("litter", "_litter_", true), ("anti_litter", "ANTI_LITTER", true),
    ("litter", "litter_bin", false), ("a", "a__b", false), ("a__b", "A__B", true),
  ])
  func anUnderscoreBetweenLettersJoinsThem(phrase: String, text: String, matches: Bool) throws {
    #expect(try meets(.phrase(phrase), text) == matches)
  }

  @Test(arguments: [
    ("report*", "reporting", true), ("report*", "REPORT", true), ("report*", "unreported", false),
    ("crime number*", "crime numbers", true), ("crime number*", "crimes numbers", false),
    ("young* people", "younger people", true), ("young* people", "young", false), ("caf*", "Cafés", true),
    ("café*", "cafes", true), ("report*", "rep", false), ("101*", "1012", true),
    ("internationalis*", "internationalisation", true),
  ])
  func aStarEndsAPrefix(phrase: String, text: String, matches: Bool) throws {
    #expect(try meets(.phrase(phrase), text) == matches)
  }

  @Test(arguments: [
    ("school", "schools", true), ("schools", "school", true), ("reports", "reporting", true),
    ("taken seriously", "taking it seriously", false), ("not listening", "not listened", true),
    ("school", "preschools", false), ("report*", "reporting", true), ("reporting*", "reports", false),
    ("university", "universal", true), ("news", "new", false), ("café", "cafes", true),
    ("bullying", "BULLIED", true), ("bus", "Buses", true), ("buses", "the bus", true), ("gas", "gases", true),
    ("bus", "business", false), ("bus", "busy", false),
  ])
  func stemsMeetOtherFormsOfAWord(phrase: String, text: String, matches: Bool) throws {
    #expect(try meets(.phrase(phrase), text, stems: .en) == matches)
  }

  @Test(arguments: [
    ("101", "101", true), ("Prevent", "prevent", true), ("Prevent", "prevents", false),
    ("café", "CAFÉ", true),
    ("café", "cafe", false), ("cafe", "café", false), ("f***", "F*** off", true),
    ("stop and search", "Stop  and search", true),
    ("don’t", "don't", true),
  ])
  func exactFoldsCaseOnly(phrase: String, text: String, matches: Bool) throws {
    #expect(try meets(.exact(phrase), text, stems: .en) == matches)
  }

  @Test(arguments: [
    (Matching.Accents.fold, "café", "cafe", true), (.fold, "cafe", "CAFÉ", true),
    (.fold, "Lodz", "Łódź", true),
    (.fold, "cafe", "cafe\u{301}", true), (.keep, "café", "cafe", false),
    (.keep, "café", "cafe\u{301}", true),
    (.keep, "cafe\u{301}", "CAFÉ", true), (.keep, "ấ", "a\u{302}\u{301}", true),
    (.fold, "nguyen", "Nguyễn", true),
    (.fold, "ਸਕਲ", "ਸਕੂਲ", false), (.fold, "istanbul", "İstanbul", true),
    (.keep, "cafe*", "cafés", false), (.keep, "caf*", "cafés", true), (.keep, "café*", "CAFE\u{301}S", true),
  ])
  func accentsFoldOrStay(accents: Matching.Accents, phrase: String, text: String, matches: Bool) throws {
    #expect(try meets(.phrase(phrase), text, accents: accents) == matches)
  }

  @Test(arguments: [
    ("multi-?agency", "a Multiagency hub", true), ("multi-?agency", "multi-agency", true),
    ("agency", "multiagency", false),
    ("agency", "multi-agency", true), ("tick[- ]?box", "tickboxes", true), ("ide(\\W|$)", "an IDE", true),
    ("ide(\\W|$)", "idea", false), ("bull(y|ied)", "BULLIED", true), ("r($|\\W)", "r", true),
    ("x*", "abc", false),
    ("école", "l'École", true),
  ])
  func aPatternStartsAtAWord(pattern: String, text: String, matches: Bool) throws {
    #expect(try meets(.pattern(pattern), text) == matches)
  }

  @Test func aTextThatIsNotUTF8IsReadAsFarAsItGoes() throws {
    let codebook = Codebook(
      id: "c", themes: [Theme(id: "t", title: "T", match: [.phrase("school"), .phrase("é")])])
    let matcher = try CodebookMatcher(codebook)
    let bytes: [UInt8] = [0xff, 0xc3] + Array("school".utf8) + [0xe2, 0x80]
    let places = matcher.withScratch { matcher.places(in: bytes.span, $0) }
    #expect(places.map(\.range) == [2..<8])
  }
}
