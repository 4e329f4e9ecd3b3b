/// The usual English scales by their words, each with its place from lowest to highest.
///
/// The wordings are those of common questionnaires (agreement, frequency, quality, amount and so on); wordings made
/// of a degree and a word, such as “very safe” and “fairly unsafe”, are read by ``ScaleDegree``.
struct ScaleFamily {
  let name: String
  let places: [String: Double]

  static let all: [ScaleFamily] = [
    agreement, frequency, quality, likelihood, level, severity, skill, change, amount,
  ]

  private init(_ name: String, _ levels: [(Double, [String])]) {
    self.name = name
    places = Dictionary(levels.flatMap { place, words in words.map { ($0, place) } }) { first, _ in first }
  }

  private static let agreement = ScaleFamily(
    "agreement",
    [
      (-50, ["completely disagree", "totally disagree"]), (-45, ["disagree strongly", "disagree a lot"]),
      (-40, ["strongly disagree", "definitely disagree", "disagree very much"]), (-25, ["disagree"]),
      (
        -10,
        [
          "tend to disagree", "somewhat disagree", "mostly disagree", "disagree somewhat",
          "disagree moderately",
        ]
      ),
      (-5, ["slightly disagree", "disagree slightly", "disagree a little"]),
      (
        0,
        [
          "neither agree nor disagree", "neither agree or disagree", "neither disagree nor agree", "neutral",
          "neither",
          "undecided", "neither nor", "mixed", "in between", "no opinion either way", "uncertain",
        ]
      ), (5, ["slightly agree", "agree slightly", "agree a little"]),
      (10, ["tend to agree", "somewhat agree", "mostly agree", "agree somewhat", "agree moderately"]),
      (25, ["agree"]),
      (40, ["strongly agree", "definitely agree", "agree very much"]),
      (45, ["agree strongly", "agree a lot"]),
      (50, ["completely agree", "totally agree"]),
    ])

  private static let frequency = ScaleFamily(
    "frequency",
    [
      (0, ["never", "none of the time", "at no time", "not at all"]),
      (10, ["almost never", "hardly ever", "very rarely", "very seldom", "nearly never"]),
      (20, ["rarely", "seldom", "not often", "not very often", "infrequently", "a little of the time"]),
      (30, ["occasionally", "once in a while", "now and then", "from time to time"]),
      (40, ["sometimes", "some of the time", "at times"]), (45, ["about half the time", "half the time"]),
      (50, ["often", "frequently", "fairly often", "quite often", "regularly", "a lot of the time"]),
      (60, ["very often", "very frequently"]), (65, ["usually", "most of the time", "mostly", "generally"]),
      (70, ["almost always", "nearly always", "nearly all of the time", "almost all of the time"]),
      (80, ["always", "all of the time", "all the time", "every time", "constantly", "at all times"]),
    ])

  private static let quality = ScaleFamily(
    "quality",
    [
      (-50, ["terrible", "awful", "extremely poor", "unacceptable", "appalling"]), (-45, ["extremely bad"]),
      (-40, ["very poor", "very bad", "far below average", "well below average"]),
      (-25, ["poor", "bad", "inadequate", "unsatisfactory", "not good", "weak"]),
      (-10, ["below average", "not so good"]),
      (
        0,
        [
          "fair", "average", "ok", "okay", "acceptable", "neither good nor poor", "neither good nor bad",
          "so so",
          "neither poor nor good", "adequate", "neutral", "neither", "about average",
        ]
      ), (5, ["satisfactory", "fairly good", "quite good"]), (10, ["above average"]), (25, ["good"]),
      (40, ["very good", "well above average", "far above average"]), (45, ["extremely good"]),
      (50, ["excellent", "great"]), (55, ["outstanding", "exceptional", "perfect"]),
    ])

  private static let likelihood = ScaleFamily(
    "likelihood",
    [
      (
        -40,
        ["definitely not", "definitely would not", "definitely will not", "no definitely not", "no chance"]
      ),
      (-20, ["probably not", "probably would not", "probably will not", "no probably not"]),
      (0, ["possibly", "maybe", "might or might not", "perhaps", "i might", "might"]),
      (20, ["probably", "probably yes", "probably would", "probably will", "yes probably"]),
      (
        40,
        ["definitely", "definitely yes", "definitely would", "definitely will", "yes definitely", "certain"]
      ),
    ])

  private static let level = ScaleFamily(
    "level",
    [
      (-50, ["extremely low", "lowest"]), (-40, ["very low"]), (-25, ["low"]),
      (-10, ["fairly low", "medium low"]),
      (0, ["medium", "moderate", "average", "neither high nor low"]), (10, ["fairly high", "medium high"]),
      (25, ["high"]), (40, ["very high"]), (50, ["extremely high", "highest"]),
    ])

  private static let severity = ScaleFamily(
    "severity",
    [
      (0, ["none", "no problem", "not a problem", "no difficulty", "no problems"]),
      (5, ["very mild", "minimal"]),
      (
        10,
        ["mild", "slight", "minor", "minor problem", "slight problem", "some difficulty", "slight problems"]
      ),
      (20, ["moderate", "moderate problem", "somewhat of a problem", "moderate problems"]),
      (
        30,
        [
          "severe", "serious", "major", "serious problem", "major problem", "a lot of difficulty",
          "severe problems",
        ]
      ),
      (
        40,
        ["very severe", "extreme", "very serious", "critical", "very serious problem", "extreme problems"]
      ),
    ])

  private static let skill = ScaleFamily(
    "skill",
    [
      (0, ["none", "no experience", "complete novice", "complete beginner"]), (10, ["novice", "beginner"]),
      (15, ["basic", "advanced beginner", "elementary"]), (20, ["intermediate", "some experience"]),
      (30, ["competent", "upper intermediate"]), (40, ["proficient"]), (50, ["advanced", "experienced"]),
      (60, ["expert", "very experienced"]),
    ])

  private static let change = ScaleFamily(
    "change",
    [
      (
        -40,
        ["much worse", "a lot worse", "far worse", "decreased a lot", "decreased significantly", "much less"]
      ),
      (-25, ["worse", "decreased", "got worse", "less", "declined", "fewer"]),
      (
        -10,
        [
          "a little worse", "slightly worse", "somewhat worse", "a bit worse", "a little less",
          "somewhat less",
        ]
      ),
      (
        0,
        [
          "about the same", "the same", "same", "no change", "stayed the same", "unchanged", "no difference",
          "neither better nor worse", "remained the same", "as expected",
        ]
      ),
      (
        10,
        [
          "a little better", "slightly better", "somewhat better", "a bit better", "a little more",
          "somewhat more",
        ]
      ),
      (25, ["better", "increased", "got better", "improved", "more"]),
      (
        40,
        [
          "much better", "a lot better", "far better", "increased a lot", "increased significantly",
          "much more",
        ]
      ),
    ])

  private static let amount = ScaleFamily(
    "amount",
    [
      (0, ["not at all", "none", "none at all", "nothing", "nothing at all", "not any"]),
      (
        5,
        [
          "not much", "not really", "very little", "not very much", "hardly any", "hardly at all",
          "very slightly",
        ]
      ),
      (
        10,
        [
          "a little", "slightly", "a bit", "a little bit", "only a little", "to a small extent",
          "a small amount", "little",
        ]
      ),
      (
        20,
        [
          "some", "somewhat", "to some extent", "partly", "moderately", "a moderate amount", "partially",
          "to a moderate extent", "in part", "to a certain extent",
        ]
      ),
      (
        30,
        ["a fair amount", "quite a bit", "quite a lot", "mostly", "fairly", "quite", "a good deal", "mainly"]
      ),
      (
        40,
        [
          "a lot", "very", "very much", "much", "to a great extent", "to a large extent", "a great deal",
          "lots",
        ]
      ),
      (
        50,
        [
          "completely", "extremely", "entirely", "totally", "fully", "absolutely", "to a very great extent",
          "a very great deal",
        ]
      ),
    ])
}
