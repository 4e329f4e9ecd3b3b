extension PaperWords {
  /// Polish, without grammatical gender for the reader.
  static let polish: PaperWords = {
    var words = PaperWords()
    words.language = "pl"
    words.quotes = ("„", "”")
    words.or = " lub "
    words.and = " i "
    words.formNumber = "Numer formularza"
    words.tickOne = "Proszę zaznaczyć jedną odpowiedź."
    words.tickAll = "Proszę zaznaczyć wszystkie pasujące odpowiedzi."
    words.tickOnePerLine = "Proszę zaznaczyć jedną odpowiedź w każdym wierszu."
    words.tickAllPerLine = "Proszę zaznaczyć wszystkie pasujące odpowiedzi w każdym wierszu."
    words.rank = "Proszę wpisać 1 przy pierwszym wyborze, 2 przy drugim i tak dalej."
    words.required = "Prosimy o odpowiedź na to pytanie."
    words.wholeNumber = "Liczba całkowita"
    words.number = "Liczba"
    words.numberFromTo = "Liczba od {from} do {to}"
    words.day = "Dzień"
    words.month = "Miesiąc"
    words.year = "Rok"
    words.hour = "Godzina"
    words.minute = "Minuta"
    words.yourAnswer = "odpowiedź na pytanie {number}"
    words.moreSpace = "Jeśli brakuje miejsca, proszę pisać na odwrocie tej strony."
    words.thanks = "To koniec formularza. Dziękujemy."
    words.ifCondition = "Jeśli {condition}:"
    words.ifConditionOne = "Jeśli {condition}: pytanie {first}."
    words.ifConditionMany = "Jeśli {condition}: pytania od {first} do {last}."
    words.ifItApplies = "Tylko jeśli to dotyczy odpowiadającej osoby:"
    words.ticked = "w pytaniu {number} zaznaczono {labels}"
    words.tickedBoxes = "w pytaniu {number} zaznaczono odpowiedź nr {labels}"
    words.notTicked = "w pytaniu {number} nie zaznaczono {labels}"
    words.notTickedBoxes = "w pytaniu {number} nie zaznaczono odpowiedzi nr {labels}"
    words.tickedAnyBut = "w pytaniu {number} zaznaczono coś innego niż {labels}"
    words.tickedTheBox = "w pytaniu {number} zaznaczono pole"
    words.notTickedTheBox = "w pytaniu {number} nie zaznaczono pola"
    words.answered = "udzielono odpowiedzi na pytanie {number}"
    words.notAnswered = "nie udzielono odpowiedzi na pytanie {number}"
    words.isExactly = "odpowiedź na pytanie {number} to {value}"
    words.isNot = "odpowiedź na pytanie {number} jest inna niż {value}"
    words.isAtLeast = "odpowiedź na pytanie {number} to {value} lub więcej"
    words.isAtMost = "odpowiedź na pytanie {number} to {value} lub mniej"
    words.isMore = "odpowiedź na pytanie {number} to więcej niż {value}"
    words.isLess = "odpowiedź na pytanie {number} to mniej niż {value}"
    words.noticeTitle = "Co się stanie z odpowiedziami"
    words.controller = "Administrator danych: {value}."
    words.purpose = "Cel: {value}."
    words.legalBasis = "Podstawa prawna: {value}."
    words.retention = "Przechowujemy je najdłużej do {value}."
    words.contact = "Kontakt: {value}."
    words.months = [
      "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
      "października", "listopada", "grudnia",
    ]
    words.page = "Strona"
    return words
  }()
}
