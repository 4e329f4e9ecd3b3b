/// What pandas, numpy, SciPy and statsmodels find in a poll weighted by raking: table, row, column or measure, figure.
///
/// The steak survey of FiveThirtyEight (550 forms; CC BY 4.0), raked in numpy (3,000 rounds over the 512 forms that
/// answer all three questions, the others at 1) to the targets below; counts by `pandas.crosstab` of the weights;
/// chi-squared by `scipy.stats.chi2_contingency` of the weighted table times (Σw)²/Σw² ÷ Σw of those who answered
/// both, without correction; means checked with statsmodels' `DescrStatsW`; standard deviations are
/// √(Σw(x − mean)² ÷ (Σw − Σw²/Σw)). The targets are round numbers, no census.
enum WeightedFigures {
  static let population = """
    population: targets
    title: "Targets"
    source: "Round numbers"
    margins:
      gender: {female: 51, male: 49}
      age: {n_18_29: 22, n_30_44: 25, n_45_60: 29, over_60: 24}
      education: {less_than_high_school_degree: 9, high_school_degree: 28, some_college_or_associate_de: 29, bachelor_degree: 21, graduate_degree: 13}

    """

  static let effectiveForms = 158.15849912369342
  static let largestWeight = 26.544103969747546

  static let all = """
    lottery lottery_a responses 276.096104841665
    lottery lottery_b responses 269.95343655326815
    smoke yes responses 106.45189460502264
    smoke no responses 429.5355734859008
    alcohol yes responses 405.48059994219824
    alcohol no responses 135.51940005780173
    gamble yes responses 246.4341917650842
    gamble no responses 291.8263418012731
    skydiving yes responses 27.50632484285377
    skydiving no responses 511.2316090554582
    speeding yes responses 454.2573089964806
    speeding no responses 81.06610846353729
    cheated yes responses 81.8560513523523
    cheated no responses 458.06336945016636
    steak yes responses 416.5062457666529
    steak no responses 123.29433760876765
    prepared rare responses 17.695993546180826
    prepared medium_rare responses 159.70968631675592
    prepared medium responses 116.80349822888181
    prepared medium_well responses 64.52883035307025
    prepared well responses 58.96765394634354
    gender female responses 261.12
    gender male responses 252.88
    age n_18_29 responses 114.64
    age n_30_44 responses 128.0
    age n_45_60 responses 148.48
    age over_60 responses 122.88
    income n_0_24_999 responses 53.933358575103014
    income n_25_000_49_999 responses 91.7136420778011
    income n_50_000_99_999 responses 161.72195441987708
    income n_100_000_149_999 responses 78.73619515527601
    income n_150_000_and_more responses 38.803294803131514
    education less_than_high_school_degree responses 46.08
    education high_school_degree responses 143.36
    education some_college_or_associate_de responses 148.48
    education bachelor_degree responses 107.52
    education graduate_degree responses 66.56
    region east_north_central responses 73.92152546431761
    region east_south_central responses 26.906069124909155
    region middle_atlantic responses 66.5072643312174
    region mountain responses 66.28035382173172
    region new_england responses 30.483790936476645
    region pacific responses 101.91505580170055
    region south_atlantic responses 75.4134938948616
    region west_north_central responses 36.67423951341838
    region west_south_central responses 34.388931182286626
    prepared-by-age rare age=n_18_29 4.401768303648422
    prepared-by-age rare age=n_30_44 3.29666542806182
    prepared-by-age rare age=n_45_60 4.045250502352113
    prepared-by-age rare age=over_60 4.952309312118471
    prepared-by-age medium_rare age=n_18_29 27.531649505718676
    prepared-by-age medium_rare age=n_30_44 27.21045358181156
    prepared-by-age medium_rare age=n_45_60 50.94563628407751
    prepared-by-age medium_rare age=over_60 46.02194694514818
    prepared-by-age medium age=n_18_29 25.738260792917036
    prepared-by-age medium age=n_30_44 27.20176993085507
    prepared-by-age medium age=n_45_60 30.034497954877143
    prepared-by-age medium age=over_60 28.828969550232568
    prepared-by-age medium_well age=n_18_29 13.47977672381205
    prepared-by-age medium_well age=n_30_44 10.845050645580272
    prepared-by-age medium_well age=n_45_60 16.12976051784279
    prepared-by-age medium_well age=over_60 19.07424246583513
    prepared-by-age well age=n_18_29 25.46903351022336
    prepared-by-age well age=n_30_44 13.954566256361382
    prepared-by-age well age=n_45_60 15.650327493386166
    prepared-by-age well age=over_60 2.893726686372634
    prepared-by-age - chi_squared 10.55131443574869
    prepared-by-age - p 0.5677107891941198
    prepared-by-age - effective_n 155.11995765299537
    steak-by-gender yes gender=female 197.7523570946727
    steak-by-gender yes gender=male 198.75388867198023
    steak-by-gender no gender=female 62.16822628074789
    steak-by-gender no gender=male 54.12611132801976
    steak-by-gender - chi_squared 0.12631655419564958
    steak-by-gender - p 0.7222821568648294
    steak-by-gender - effective_n 140.17899574584067
    smoke-by-region yes region=east_north_central 14.366251989336048
    smoke-by-region yes region=east_south_central 1.720747953411317
    smoke-by-region yes region=middle_atlantic 13.686391713393427
    smoke-by-region yes region=mountain 10.29953338904878
    smoke-by-region yes region=new_england 1.3585073401501622
    smoke-by-region yes region=pacific 41.806095090213034
    smoke-by-region yes region=south_atlantic 10.391610720644794
    smoke-by-region yes region=west_north_central 8.239754857223064
    smoke-by-region yes region=west_south_central 1.5830015516020122
    smoke-by-region no region=east_north_central 56.64744702373804
    smoke-by-region no region=east_south_central 25.185321171497836
    smoke-by-region no region=middle_atlantic 52.222661145865736
    smoke-by-region no region=mountain 55.98082043268295
    smoke-by-region no region=new_england 28.37867896704189
    smoke-by-region no region=pacific 60.108960711487505
    smoke-by-region no region=south_atlantic 64.2619938176266
    smoke-by-region no region=west_north_central 28.434484656195313
    smoke-by-region no region=west_south_central 32.805929630684616
    smoke-by-region - chi_squared 11.651602295928983
    smoke-by-region - p 0.16743849015521103
    smoke-by-region - effective_n 138.05034590630845
    lottery-by-income lottery_a income=n_0_24_999 18.956483160351326
    lottery-by-income lottery_a income=n_25_000_49_999 51.35077529945666
    lottery-by-income lottery_a income=n_50_000_99_999 90.11407963176376
    lottery-by-income lottery_a income=n_100_000_149_999 36.24816482488472
    lottery-by-income lottery_a income=n_150_000_and_more 20.65482911747799
    lottery-by-income lottery_b income=n_0_24_999 34.97687541475169
    lottery-by-income lottery_b income=n_25_000_49_999 38.550488408258886
    lottery-by-income lottery_b income=n_50_000_99_999 71.60787478811334
    lottery-by-income lottery_b income=n_100_000_149_999 42.48803033039129
    lottery-by-income lottery_b income=n_150_000_and_more 18.14846568565352
    lottery-by-income - chi_squared 2.26585064798324
    lottery-by-income - p 0.6869931930970967
    lottery-by-income - effective_n 105.97000070562774
    speeding-by-education yes education=less_than_high_school_degree 46.08
    speeding-by-education yes education=high_school_degree 92.49985117140041
    speeding-by-education yes education=some_college_or_associate_de 129.0554836093713
    speeding-by-education yes education=bachelor_degree 98.62602269532152
    speeding-by-education yes education=graduate_degree 61.995951520387365
    speeding-by-education no education=less_than_high_school_degree 0.0
    speeding-by-education no education=high_school_degree 46.10000810337387
    speeding-by-education no education=some_college_or_associate_de 18.508074575872325
    speeding-by-education no education=bachelor_degree 8.893977304678472
    speeding-by-education no education=graduate_degree 4.564048479612629
    speeding-by-education - chi_squared 13.9833338627086
    speeding-by-education - p 0.007348437553337556
    speeding-by-education - effective_n 138.48951218436332
    gamble-by-age yes age=n_18_29 29.496868677417044
    gamble-by-age yes age=n_30_44 58.67229851898075
    gamble-by-age yes age=n_45_60 79.79962383849117
    gamble-by-age yes age=over_60 65.46540073019521
    gamble-by-age no age=n_18_29 85.14313132258295
    gamble-by-age no age=n_30_44 68.72949000906101
    gamble-by-age no age=n_45_60 67.93377153222424
    gamble-by-age no age=over_60 56.01994893740489
    gamble-by-age - chi_squared 7.0450500622574035
    gamble-by-age - p 0.07047565148025504
    gamble-by-age - effective_n 139.43227359484462
    alcohol-by-region yes region=east_north_central 55.70114981023949
    alcohol-by-region yes region=east_south_central 14.235599668176047
    alcohol-by-region yes region=middle_atlantic 48.76701851456508
    alcohol-by-region yes region=mountain 53.82820310700358
    alcohol-by-region yes region=new_england 18.85834351743357
    alcohol-by-region yes region=pacific 73.55275051319853
    alcohol-by-region yes region=south_atlantic 57.40363153812749
    alcohol-by-region yes region=west_north_central 30.439739861432468
    alcohol-by-region yes region=west_south_central 28.69416341202199
    alcohol-by-region no region=east_north_central 18.220375654078115
    alcohol-by-region no region=east_south_central 12.670469456733109
    alcohol-by-region no region=middle_atlantic 17.740245816652326
    alcohol-by-region no region=mountain 12.45215071472815
    alcohol-by-region no region=new_england 11.625447419043075
    alcohol-by-region no region=pacific 28.362305288502007
    alcohol-by-region no region=south_atlantic 18.009862356734114
    alcohol-by-region no region=west_north_central 6.234499651985908
    alcohol-by-region no region=west_south_central 5.694767770264638
    alcohol-by-region - chi_squared 3.832875246829551
    alcohol-by-region - p 0.8718783675869319
    alcohol-by-region - effective_n 140.04414256531552
    scales prepared mean 2.969745358272104
    scales prepared sd 1.1303415773610492
    scales prepared median 3.0
    scales age mean 2.5439688715953306
    scales age sd 1.0865797305266738
    scales age median 3.0
    scales income mean 2.898242609738447
    scales income sd 1.1294873839182753
    scales income median 3.0
    scales education mean 3.01
    scales education sd 1.1746348191953961
    scales education median 3.0
    """
}
