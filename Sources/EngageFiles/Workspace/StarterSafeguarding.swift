/// What a new workspace has for keeping people safe: phrases that may tell of somebody in danger, and places to hide.
enum StarterSafeguarding {
  static let codebook = #"""
    # A START, NOT A SAFETY NET: words that may tell of somebody in danger. They find words, not danger; much is said
    # in other words, in other languages, or not at all. Read every comment, and act the same day under your own
    # safeguarding policy. Let your safeguarding lead go through this file, and copy it into each survey's folder.
    # tell: a name or a role of safeguarding.yaml. Nothing found by this codebook, nor how often, goes into a report
    # for others.
    codebook: safeguarding
    version: 1
    title: "May tell of somebody in danger"
    safeguarding: yes
    matching: {stems: en, accents: fold}
    themes:
      - theme: self-harm
        title: "Harming oneself, or not wanting to live"
        tell: "Designated safeguarding lead"
        match:
          - "self-harm*"
          - "self harm*"
          - "suicid*"
          - "overdos*"
          - {pattern: "(harm(s|ed|ing)?|hurt(s|ing)?|cut(s|ting)?|kill(s|ed|ing)?) (myself|himself|herself|themsel(f|ves))"}
          - {pattern: "(want(s|ed)?|going) to (die|end it( all)?|end (my|his|her|their) life)"}
          - {pattern: "(don.?t|doesn.?t|do not|does not|didn.?t|did not) want to (live|be here any ?more|wake up)"}
          - {pattern: "better off (dead|without (me|him|her))"}
          - "no reason to live"
          - "can't go on"
          - "take my own life"

      - theme: threat
        title: "Threats and weapons"
        tell: "Designated safeguarding lead"
        match:
          - {pattern: "(threaten(s|ed|ing)?|wants?|going|said he.?d|said she.?d|talk(s|ed|ing)? (of|about)) (to )?(kill|stab|shoot|rape|burn|attack)(ing)?"}
          - {pattern: "(has|have|had|got|carr(y|ies|ied|ying)|brought|brings|hid(es|ing)?) (a |an |his |her |their |the )?(big |kitchen )?(knife|knives|gun|weapon|machete|acid|blade)"}
          - "death threat*"
          - "threatened me"
          - "threatened him"
          - "threatened her"
          - "follows me home"
          - "followed me home"
          - "stalk*"
        exclude: ["going to attack the problem"]

      - theme: abuse
        title: "Abuse, violence at home, neglect and exploitation"
        tell: "Designated safeguarding lead"
        match:
          - {pattern: "(hit|hits|hitting|beat|beats|beating|punch(es|ed)?|kick(s|ed)?|hurt|hurts|rape[sd]?|abus(es|ed|ing)|strangl(es|ed)|touch(es|ed)) (me|him|her|my (son|daughter|child|children|mum|mother|sister|brother))"}
          - {pattern: "(is|are|was|were|being|been|get|gets|getting) (abused|beaten|raped|groomed|trafficked|exploited|molested)"}
          - {pattern: "(not|isn.?t|aren.?t|don.?t feel|doesn.?t feel) safe at home"}
          - {pattern: "(afraid|scared|frightened) (to go home|of (my|her|his) (husband|wife|partner|boyfriend|girlfriend|dad|father|mum|mother|brother|uncle|carer))"}
          - "won't let me leave"
          - "won't let her leave"
          - "locked in"
          - "takes my money"
          - "took my passport"
          - "forced marriage*"
          - "forced to marry"
          - "female genital mutilation"
          - {exact: "FGM"}
          - "honour based"
          - "county lines"
          - "cuckoo*"
          - "modern slavery"
          - "nudes"
          - {pattern: "(ran|run|running|runs) away from home"}

      - theme: radicalisation
        title: "A worry that somebody is being drawn into terrorism"
        tell: "Designated safeguarding lead"
        match:
          - {pattern: "(being|been|getting|got|was|is) (radicali[sz]ed|brainwashed|recruited|drawn in)"}
          - {pattern: "(wants?|wanted|going|tr(y|ies|ied|ying)) to (join|fight for|go to) (isis|isil|daesh|islamic state|al.?qaeda|the jihad|a militia|national action)"}
          - {pattern: "(my|his|her|their|our) (son|daughter|brother|sister|nephew|friend|pupil|student)[ ,]+(is |has been )?(watching|sharing|sharing of|downloading) (extremist|terrorist|isis|nazi|neo-nazi|bomb)"}
          - {pattern: "(mak(e|es|ing)|build(s|ing)?|plant(s|ing)?) (a |an )?(bomb|explosive)s?"}
          - "manifesto*"
          - "martyr*"
          - {pattern: "(blow up|shoot up|bomb) (a |the |my |our )?(school|mosque|church|synagogue|temple|gurdwara|mandir)"}

    """#

  static let places = #"""
    # Places by which somebody could be recognised, one a line: streets, estates, schools, shops, mosques and clubs that
    # are smaller than the towns your events name. Where a comment names one, a redaction suggests to hide it. Case,
    # accents, apostrophes, and “St” for “Street” do not matter.
    # Mill Lane
    # Hill Top estate
    # St Mary's Primary School

    """#
}
