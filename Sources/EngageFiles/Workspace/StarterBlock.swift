extension StarterFiles {
  /// Equality monitoring: the same as the one that comes with Engage.
  static let equalityMonitoring = #"""
    # Equality monitoring questions, to be put at the end of a survey with
    #   - {include: equality-monitoring}
    #
    # Wording: GOV.UK Design System, equality information pattern; ethnic groups as in the 2021 harmonised list
    # for England. The harmonised standards are under review: when one changes, change it here under the next
    # version, never in place, so that older answers keep the list they were given with.
    #
    # Every question is optional and ends "Prefer not to say". Every one can help to tell who somebody is
    # (identifies). Those about ethnic group, religion, sexual orientation and health are special category data
    # under Article 9 of the UK GDPR; gender identity is treated with the same care (sensitive: kept out of
    # record-level exports).
    # No harmonised list of age bands was found; the bands below are this block's own.
    # Not asked here, though protected under the Equality Act 2010: pregnancy and maternity.
    block: equality-monitoring
    version: 1
    title: "Equality monitoring"
    source: "GOV.UK Design System, equality information pattern; 2021 harmonised ethnic group list. Age bands: Engage's own"
    questions:
      - type: note
        name: equality_note
        label: "The next questions help us see whether we reach everyone. You don't have to answer any of them. We only ever publish totals."

      - type: select_one
        name: age_band
        label: "How old are you?"
        required: no
        identifies: yes
        choices:
          under_16: "Under 16"
          age_16_24: "16 to 24"
          age_25_34: "25 to 34"
          age_35_44: "35 to 44"
          age_45_54: "45 to 54"
          age_55_64: "55 to 64"
          age_65_74: "65 to 74"
          age_75_over: "75 or over"
          prefer_not_to_say: "Prefer not to say"
        groups:
          under_25: {label: "Under 25", choices: [under_16, age_16_24]}
          age_25_64: {label: "25 to 64", choices: [age_25_34, age_35_44, age_45_54, age_55_64]}
          age_65_over: {label: "65 or over", choices: [age_65_74, age_75_over]}

      - type: select_one
        name: sex
        label: "What is your sex?"
        required: no
        identifies: yes
        choices:
          female: "Female"
          male: "Male"
          prefer_not_to_say: "Prefer not to say"

      - type: select_one
        name: gender_same
        label: "Is the gender you identify with the same as your sex registered at birth?"
        required: no
        identifies: yes
        sensitive: yes
        choices:
          "yes": "Yes"
          "no": "No"
          prefer_not_to_say: "Prefer not to say"

      - type: text
        name: gender_identity
        label: "What is your gender identity?"
        hint: "Optional"
        required: no
        relevant: "${gender_same} = 'no'"
        identifies: yes
        sensitive: yes

      - type: select_one
        name: ethnic_group
        label: "What is your ethnic group?"
        hint: "Choose one option that best describes your ethnic group or background"
        required: no
        identifies: yes
        sensitive: yes
        choices:
          white_british: "White: English, Welsh, Scottish, Northern Irish or British"
          white_irish: "White: Irish"
          white_gypsy_traveller: "White: Gypsy or Irish Traveller"
          white_roma: "White: Roma"
          white_other: "White: any other White background"
          mixed_white_black_caribbean: "Mixed or multiple ethnic groups: White and Black Caribbean"
          mixed_white_black_african: "Mixed or multiple ethnic groups: White and Black African"
          mixed_white_asian: "Mixed or multiple ethnic groups: White and Asian"
          mixed_other: "Mixed or multiple ethnic groups: any other Mixed or multiple ethnic background"
          asian_indian: "Asian or Asian British: Indian"
          asian_pakistani: "Asian or Asian British: Pakistani"
          asian_bangladeshi: "Asian or Asian British: Bangladeshi"
          asian_chinese: "Asian or Asian British: Chinese"
          asian_other: "Asian or Asian British: any other Asian background"
          black_caribbean: "Black, Black British, Caribbean or African: Caribbean"
          black_african: "Black, Black British, Caribbean or African: African"
          black_other: "Black, Black British, Caribbean or African: any other Black, Black British or Caribbean background"
          other_arab: "Other ethnic group: Arab"
          other_any: "Other ethnic group: any other ethnic group"
          prefer_not_to_say: "Prefer not to say"
        groups:
          white: {label: "White", choices: [white_british, white_irish, white_gypsy_traveller, white_roma, white_other]}
          mixed: {label: "Mixed or multiple ethnic groups", choices: [mixed_white_black_caribbean, mixed_white_black_african, mixed_white_asian, mixed_other]}
          asian: {label: "Asian or Asian British", choices: [asian_indian, asian_pakistani, asian_bangladeshi, asian_chinese, asian_other]}
          black: {label: "Black, Black British, Caribbean or African", choices: [black_caribbean, black_african, black_other]}
          other: {label: "Other ethnic group", choices: [other_arab, other_any]}

      - type: text
        name: ethnic_background
        label: "How would you describe your background?"
        hint: "Optional"
        required: no
        relevant: "${ethnic_group} = 'white_other' or ${ethnic_group} = 'mixed_other' or ${ethnic_group} = 'asian_other' or ${ethnic_group} = 'black_other' or ${ethnic_group} = 'other_any'"
        identifies: yes
        sensitive: yes

      - type: select_one
        name: religion
        label: "What is your religion?"
        required: no
        identifies: yes
        sensitive: yes
        choices:
          no_religion: "No religion"
          christian: "Christian, including Church of England, Catholic, Protestant and all other Christian denominations"
          buddhist: "Buddhist"
          hindu: "Hindu"
          jewish: "Jewish"
          muslim: "Muslim"
          sikh: "Sikh"
          any_other: "Any other religion"
          prefer_not_to_say: "Prefer not to say"

      - type: text
        name: religion_described
        label: "How would you describe your religion?"
        hint: "Optional"
        required: no
        relevant: "${religion} = 'any_other'"
        identifies: yes
        sensitive: yes

      - type: select_one
        name: sexual_orientation
        label: "Which of the following best describes your sexual orientation?"
        required: no
        identifies: yes
        sensitive: yes
        choices:
          heterosexual: "Heterosexual or straight"
          gay_lesbian: "Gay or lesbian"
          bisexual: "Bisexual"
          other_orientation: "Other"
          prefer_not_to_say: "Prefer not to say"

      - type: text
        name: sexual_orientation_described
        label: "How would you describe your sexual orientation?"
        hint: "Optional"
        required: no
        relevant: "${sexual_orientation} = 'other_orientation'"
        identifies: yes
        sensitive: yes

      - type: select_one
        name: condition
        label: "Do you have any physical or mental health conditions or illnesses lasting or expected to last 12 months or more?"
        required: no
        identifies: yes
        sensitive: yes
        choices:
          "yes": "Yes"
          "no": "No"
          prefer_not_to_say: "Prefer not to say"

      - type: select_one
        name: condition_limits
        label: "Do any of your conditions or illnesses reduce your ability to carry out day-to-day activities?"
        required: no
        relevant: "${condition} = 'yes'"
        identifies: yes
        sensitive: yes
        choices:
          a_lot: "Yes, a lot"
          a_little: "Yes, a little"
          not_at_all: "Not at all"
          prefer_not_to_say: "Prefer not to say"

      - type: select_one
        name: marital_status
        label: "What is your legal marital or registered civil partnership status?"
        required: no
        identifies: yes
        choices:
          never_married: "Never married and never registered a civil partnership"
          married: "Married"
          civil_partnership: "In a registered civil partnership"
          separated_married: "Separated, but still legally married"
          separated_partnership: "Separated, but still legally in a civil partnership"
          divorced: "Divorced"
          dissolved_partnership: "Formerly in a civil partnership which is now legally dissolved"
          widowed: "Widowed"
          surviving_partner: "Surviving partner from a registered civil partnership"
          prefer_not_to_say: "Prefer not to say"

    """#
}
