/// The files of a new workspace, by their paths in it.
enum StarterFiles {
  static let all: [(path: String, content: String)] = [
    ("engage.yaml", settings),
    ("safeguarding.yaml", safeguarding),
    ("Surveys/open-evening/survey.v1.yaml", survey),
    ("Surveys/open-evening/codebook.concerns.yaml", codebook),
    ("Surveys/open-evening/codebook.safeguarding.yaml", StarterSafeguarding.codebook),
    ("Surveys/places.txt", StarterSafeguarding.places),
    ("Surveys/open-evening/events/open-evening-2020.yaml", event),
    ("Surveys/open-evening/reports/summary.yaml", summary),
    ("Surveys/open-evening/reports/partner.yaml", partner),
    ("Exports/README.md", exports),
    ("Surveys/blocks/equality-monitoring.yaml", equalityMonitoring),
  ]

  private static let settings = #"""
    # What holds for everything in this workspace. Every line may be left out.
    # organisation: "Who you are, as it stands on your reports"
    # contact: "Whom readers may ask"
    # defaults: {event: open-evening-2020, audience: internal}
    # smallest_base: 10                      # on fewer answers a result is "too few to say"
    # plugins: [../our-plugins]              # folders with analyses of your own, beside Plugins/

    """#

  private static let safeguarding = #"""
    # TO BE FILLED IN: whom to ring when a form or a note tells of somebody in danger. Whoever types forms in sees this
    # at one key, so write it for somebody who is worried and in a hurry. A contact that still says TO BE FILLED IN in
    # its name and role, or in its phone and email, is not shown.
    emergency:
      - "Somebody is in danger now: ring 999."
      - "The police, where it is no emergency: 101."
    contacts:
      - name: "TO BE FILLED IN"
        role: "Designated safeguarding lead"
        phone: "TO BE FILLED IN"
        hours: "TO BE FILLED IN, such as: Monday to Friday, 9 to 5"
    # note: "What your policy says to do next, in a line"

    """#

  private static let survey = #"""
    # A small survey to start from. Copy the folder, change the names and the words, then run
    #   engage survey check Surveys/open-evening/survey.v1.yaml
    survey: open-evening
    version: 1
    title: "Open evening"
    languages: {default: en}
    units: [person, table]                   # forms, and notes of discussion tables
    questions:
      - type: select_one
        name: role
        label: "Which best describes you?"
        or_other: yes
        choices: {resident: "I live here", worker: "I work here", visitor: "I am visiting"}

      - type: scale
        name: useful
        label: "How useful was the evening?"
        choices: {1: "Not at all", 2: "A little", 3: "Quite", 4: "Very"}
        not_scored: {9: "Don't know"}

      - type: select_one
        name: come_again
        label: "Would you come again?"
        choices: {"yes": "Yes", "no": "No"}

      - type: text
        name: why_not
        label: "Why not?"
        relevant: "${come_again} = 'no'"

      - type: text
        name: concerns
        label: "What concerns you most?"
        codebook: concerns

      - type: select_one
        name: happy_to_quote
        label: "May we quote your words, without your name?"
        choices: {"yes": "Yes", "no": "No"}

      - {include: equality-monitoring}

    """#

  private static let codebook = #"""
    # Themes in what people say. A plain phrase matches whole words in any case; * ends the beginning of a word.
    codebook: concerns
    version: 1
    title: "What concerns people"
    matching: {stems: en, accents: fold}
    priorities:
      safety: "Feeling safe"
      services: "Help when it is needed"
    themes:
      - theme: safety
        title: "Safety in the street"
        priority: safety
        match: ["safe", "dark", "street light*", "followed"]
        exclude: ["safe to say"]
      - theme: being-heard
        title: "Being heard"
        priority: services
        match: ["listen*", "nobody answers", "hear back", {exact: "101"}]

    """#

  private static let event = #"""
    # One event, with as many sessions as were held. attended: 52, over 50, almost 50, about 50 or unknown.
    event: open-evening-2020
    survey: open-evening
    title: "Open evening 2020"
    invented: "An example: none of it took place."
    overlap: unknown                         # did people at the tables fill in forms too? none, some, all, unknown
    sessions:
      - {session: town-hall, place: "Town hall", date: 2020-02-11, attended: about 40, booked: 35, basis: head count}
      - {session: library, place: "Library", date: 2020-03-18, status: cancelled}
    # An example of what must be true and written before a report leaves the organisation.
    data_protection:
      controller: "Our organisation"
      purpose: "To learn what concerns people who came"
      lawful_basis: "Legitimate interests, UK GDPR Article 6(1)(f)"
      article_9_condition: "Explicit consent, UK GDPR Article 9(2)(a)"
      notice_version: "1"                    # of the privacy notice that people were given
      retain_until: 2035-12-31
      quoting_question: happy_to_quote       # who answered it with yes may be quoted, in words that you release

    """#

  private static let summary = #"""
    # For yourselves: engage report summary --event open-evening-2020
    report: summary
    title: "Open evening: summary"
    audience: internal
    sections:
      - {analysis: attendance}
      - {analysis: frequencies, questions: [role, useful, come_again]}
      - {analysis: theme-counts, questions: [concerns]}

    """#

  private static let partner = #"""
    # For partners: engage report partner --event open-evening-2020 -o Exports/open-evening-2020.xlsx
    report: partner
    title: "Open evening: what we heard"
    audience: partner
    sections:
      - {analysis: attendance}
      - {analysis: theme-counts, questions: [concerns], by: session, options: {minimum: 5}}
      - {analysis: scales, questions: [useful]}

    """#

  private static let exports = #"""
    # Exports

    Reports and exports land here. Before you pass one on, look at whom it is for: that is written on it.

    """#
}
