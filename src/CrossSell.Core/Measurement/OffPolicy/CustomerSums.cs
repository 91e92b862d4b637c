namespace CrossSell.Measurement;

/// <summary>The standard error of a mean over decisions, where those of one customer belong together.</summary>
internal static class CustomerSums
{
    /// <summary>The error, from how customers' sums of distances from the mean vary (Liang and Zeger 1986), and how many customers there are.</summary>
    /// <exception cref="ArgumentException">There are fewer than two.</exception>
    public static (double Error, int Customers) ErrorOfMean(double[] terms, ReadOnlySpan<LoggedDecision> decisions)
    {
        double mean = terms.Length == 0 ? 0 : terms.Sum() / terms.Length;
        double squares = 0;
        int customers = 0;
        Dictionary<int, double> sums = [];
        for (int i = 0; i < terms.Length; i++)
        {
            if (decisions[i].Customer is { } customer)
            {
                sums[customer] = sums.GetValueOrDefault(customer) + (terms[i] - mean);
            }
            else
            {
                squares += (terms[i] - mean) * (terms[i] - mean);
                customers++;
            }
        }

        customers += sums.Count;
        squares += sums.Values.Sum(sum => sum * sum);
        return customers < 2
            ? throw new ArgumentException($"The log has decisions of {customers} customers; an interval needs two or more.", nameof(decisions))
            : (Math.Sqrt(squares * customers / (customers - 1)) / terms.Length, customers);
    }
}
