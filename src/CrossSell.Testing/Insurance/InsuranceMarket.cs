using CrossSell.Testing.Insurance;

namespace CrossSell.Testing;

/// <summary>
/// A generated insurer's book with a known truth: customers with attributes, contracts in time, and planted rules whose probabilities
/// are exact (<see cref="Truth"/>), among them "75 % of the customers with a building insurance also take household contents insurance".
/// </summary>
/// <remarks>
/// Customers are made when asked for, each from (seed, number, period) alone: memory does not grow with their number, any thread may
/// make any customer in any order, and the first 1,000 customers of 10,000 are the market of 1,000. About 10 microseconds a customer.
/// Immutable and thread-safe. No clock and no ambient chance: the same bytes on every machine.
/// </remarks>
public sealed partial class InsuranceMarket
{
    /// <summary>The most customers that a market can have: their ids have eight digits.</summary>
    public const int MaxCustomers = 99_999_999;

    private static readonly Lazy<InsuranceTruth> s_truth = new(() => new InsuranceTruth());

    private readonly Lazy<InsuranceTruth> _truth = s_truth;
    private readonly ulong _seed;

    private InsuranceMarket(InsuranceMarketOptions options)
    {
        CustomerCount = options.Customers;
        Seed = options.Seed;
        StartOn = options.StartOn;
        EndOn = options.EndOn;
        _seed = unchecked((ulong)options.Seed);
    }

    /// <summary>Number of customers.</summary>
    public int CustomerCount { get; }

    /// <summary>The seed that the market was made from.</summary>
    public long Seed { get; }

    /// <summary>First day of the period.</summary>
    public DateOnly StartOn { get; }

    /// <summary>The first day after the period.</summary>
    public DateOnly EndOn { get; }

    /// <summary>What was planted. Its first use takes up to half a second.</summary>
    public InsuranceTruth Truth => _truth.Value;

    /// <summary>All sellers that occur.</summary>
    public static IReadOnlyList<string> Sellers => InsuranceDesk.Sellers;

    /// <summary>All channels that occur.</summary>
    public static IReadOnlyList<string> Channels => InsuranceDesk.Channels;

    /// <summary>A market. Nothing is drawn yet: customers are made when they are asked for.</summary>
    /// <param name="options">Size, seed and period; the defaults when null.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message names every failure.</exception>
    public static InsuranceMarket Generate(InsuranceMarketOptions? options = null)
    {
        options ??= new InsuranceMarketOptions();
        IReadOnlyList<string> failures = options.Validate();
        return failures.Count == 0 ? new InsuranceMarket(options) : throw new ArgumentException(string.Join(' ', failures), nameof(options));
    }

    /// <summary>The customer with a number.</summary>
    /// <param name="number">1 to <see cref="CustomerCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    public InsuranceCustomer Customer(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, CustomerCount);
        return InsuranceCustomerMaker.Make(_seed, number, StartOn, EndOn);
    }

    /// <summary>All customers by number, made one after another.</summary>
    public IEnumerable<InsuranceCustomer> Customers()
    {
        for (int number = 1; number <= CustomerCount; number++)
        {
            yield return InsuranceCustomerMaker.Make(_seed, number, StartOn, EndOn);
        }
    }

    /// <summary>
    /// The year after the end of the period, for every product that the customer does not hold then (repurchasable products always),
    /// in catalog order: the planted probability of a purchase, and whether it came.
    /// </summary>
    /// <param name="number">1 to <see cref="CustomerCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    public IReadOnlyList<InsuranceNextYear> NextYear(int number) => InsuranceCustomerMaker.LookAhead(_seed, Customer(number), EndOn);
}
