namespace CrossSell.ML;

/// <summary>What a <see cref="PotentialReport"/> may know beyond purchases and products, and what is asked of it.</summary>
/// <remarks>Not thread-safe while it is changed; read once, at the start.</remarks>
public sealed class PotentialReportOptions
{
    /// <summary>What is "now", in the purchases' own time; later purchases do not count.</summary>
    /// <value>Default: null, the last purchase.</value>
    public DateTime? AsOf { get; set; }

    /// <summary>What was looked at, such as a file's name; it stands below the title.</summary>
    /// <value>Default: empty.</value>
    public string Source { get; set; } = "";

    /// <summary>What is known about customers, with their ids as keys: propensities and the points card are learned from it. Of its values only classes of the card's questions stand in the report.</summary>
    /// <value>Default: null.</value>
    public CustomerTable? Customers { get; set; }

    /// <summary>Whether protected columns of <see cref="Customers"/>, such as age or gender, are learned from.</summary>
    /// <value>Default: false.</value>
    public bool UseProtected { get; set; }

    /// <summary>The customers' segments, in the order of the history; the report names them.</summary>
    /// <value>Default: null, no segments.</value>
    public CustomerGroups? Segments { get; set; }

    /// <summary>
    /// Everything that is known of a customer beyond the purchases: holdings elsewhere, offers, answers, objections. It replaces what the history says of his
    /// holdings; null for a customer of whom no more is known. Must be pure and thread-safe.
    /// </summary>
    /// <value>Default: null.</value>
    public Func<CustomerId, CustomerFacts?>? Facts { get; set; }

    /// <summary>
    /// What a customer could spend in a year with anybody, in all categories together, where that is known; null where it is not, and then the estimate stands. Less than his spend counts as
    /// that. Finite, 0 or more. Must be pure.
    /// </summary>
    /// <value>Default: null, it is known of nobody.</value>
    public Func<CustomerId, double?>? Potential { get; set; }

    /// <summary>Why a customer has gone, where somebody noted it; null where not, and then his answers tell it. Must be pure.</summary>
    /// <value>Default: null, nobody noted anything.</value>
    public Func<CustomerId, LossReason?>? LossReasons { get; set; }

    /// <summary>When attempts to win a customer back were made. Must be pure.</summary>
    /// <value>Default: null, none were.</value>
    public Func<CustomerId, IReadOnlyList<DateTimeOffset>>? WinBackAttempts { get; set; }

    /// <summary>The contacts so far with what came back, by customers' places in the history: segments are then told by which channel they answer.</summary>
    /// <value>Default: null, none is known.</value>
    public IReadOnlyList<ChannelContact>? Contacts { get; set; }

    /// <summary>Whether sellers are named, with how much of the programme each sells; otherwise only how far they differ is told.</summary>
    /// <value>Default: false.</value>
    public bool NameSellers { get; set; }

    /// <summary>What bars an offer.</summary>
    /// <value>Default: null, <see cref="EligibilityRules.Strict"/>.</value>
    public EligibilityRules? Rules { get; set; }

    /// <summary>The share of the relevant categories that a customer should have.</summary>
    /// <value>Default: 0.8. Above 0, at most 1.</value>
    public double Goal { get; set; } = 0.8;

    /// <summary>The limits of the classes A, B, O and C, for all instants.</summary>
    /// <value>Default: null, from the customers themselves, at each instant by quantiles: a fifth A, three tenths B, half of the rest O.</value>
    public ValueClassRule? ClassRule { get; set; }

    /// <summary>
    /// Earlier days at which classes are told too, and moves from each to the next and to now; in the purchases' own time. Each is what a report of that day would have told: purchases, answers and
    /// contracts of later days do not count. What has no date, such as <see cref="Customers"/>, counts as it is.
    /// </summary>
    /// <value>Default: null, a year before now where two years of purchases are known, else none. Days from the first purchase on, before now.</value>
    public IReadOnlyList<DateTime>? ClassDates { get; set; }

    /// <summary>What an offer costs, in the currency of the margins.</summary>
    /// <value>Default: null; the report then shows several costs. Finite, 0 or more.</value>
    public double? OfferCost { get; set; }

    /// <summary>What amounts are in, such as <c>EUR</c>; it stands behind them and in the titles of columns.</summary>
    /// <value>Default: empty.</value>
    public string Currency { get; set; } = "";

    /// <summary>The share of spend that is margin, for the value of customers.</summary>
    /// <value>Default: null; the value is then in spend. Above 0, at most 1.</value>
    public double? MarginShare { get; set; }

    /// <summary>The horizon of the value of customers, in days.</summary>
    /// <value>Default: 365. At least 1.</value>
    public int ValueDays { get; set; } = 365;

    /// <summary>Whether probabilities and the points card are learned, which takes most of the time; otherwise the share of customers who have a product stands in.</summary>
    /// <value>Default: true.</value>
    public bool LearnPropensity { get; set; } = true;

    /// <summary>The tables that name customers.</summary>
    /// <value>Default: none.</value>
    public CustomerLists Lists { get; set; }

    /// <summary>How many rows of each of <see cref="Lists"/> stand in the page, with the customers' ids.</summary>
    /// <value>Default: 0, the page names no customer. 0 or more.</value>
    public int ListRows { get; set; }

    /// <summary>The most threads. The report is the same bytes for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>When a higher step of a ladder may be proposed.</summary>
    /// <value>Default: 180 days after a purchase, and from 90 days before the end of a contract on.</value>
    public UpSellRules UpSelling { get; set; } = new();

    /// <summary>Who is still to be won back.</summary>
    /// <value>Default: two attempts, 30 days apart; a warning at 0.7 of the days after which a customer is dormant.</value>
    public WinBackRules WinBack { get; set; } = new();

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Require(Goal > 0 && Goal <= 1, nameof(Goal), Goal, "be above 0 and at most 1, such as 0.8");
        Require(OfferCost is null || (OfferCost >= 0 && double.IsFinite(OfferCost.Value)), nameof(OfferCost), OfferCost, "be null or a finite number of 0 or more");
        Require(MarginShare is null or (> 0 and <= 1), nameof(MarginShare), MarginShare, "be null or above 0 and at most 1, such as 0.3");
        Require(ValueDays >= 1, nameof(ValueDays), ValueDays, "be 1 or more");
        Require(ListRows >= 0, nameof(ListRows), ListRows, "be 0 or more");
        Require(MaxThreads is null or >= 1, nameof(MaxThreads), MaxThreads, "be null or 1 or more");
        Require((Lists & ~CustomerLists.All) == CustomerLists.None, nameof(Lists), (int)Lists, "be a combination of the lists that there are");
        failures.AddRange(UpSelling.Validate());
        failures.AddRange(WinBack.Validate());
        return failures;

        void Require(bool holds, string name, double? value, string expected)
        {
            if (!holds)
            {
                failures.Add(FormattableString.Invariant($"{name} is {value}; it must {expected}."));
            }
        }
    }

    /// <summary>The same questions as of an earlier day, to customers at some places of the history.</summary>
    internal PotentialReportOptions At(DateTime day, int[] places)
    {
        DateTimeOffset at = new(DateTime.SpecifyKind(day, DateTimeKind.Utc));
        Func<CustomerId, CustomerFacts?>? facts = Facts;
        CustomerGroups? segments = Segments;
        return new PotentialReportOptions
        {
            AsOf = day,
            Customers = Customers,
            UseProtected = UseProtected,
            Segments = segments is null ? null : CustomerGroups.Of(places.Select(place => segments.Names[segments.Codes[place]])),
            Facts = facts is null ? null : id => facts(id)?.AsOf(at),
            Rules = Rules,
            ClassRule = ClassRule,
            Potential = Potential,
            LearnPropensity = LearnPropensity,
            MaxThreads = MaxThreads,
        };
    }
}
