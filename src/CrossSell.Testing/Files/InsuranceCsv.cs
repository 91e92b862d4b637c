namespace CrossSell.Testing.Files;

/// <summary>Some customers of a market as the lines of its CSV files.</summary>
internal sealed class InsuranceCsv
{
    private readonly InsuranceMarket _market;
    private readonly bool _withNextYear;

    public InsuranceCsv(InsuranceMarket market, bool withHeaders, bool withNextYear)
    {
        _market = market;
        _withNextYear = withNextYear;
        if (withHeaders)
        {
            Customers.Field("customer").Field("age").Field("gender").Field("income").Field("region").Field("household_size").Field("home_owner")
                .Field("children").Field("car").Field("customer_since").EndLine();
            Purchases.Field("customer").Field("product").Field("basket").Field("date").Field("quantity").Field("revenue").Field("until")
                .Field("seller").Field("channel").EndLine();
            NextYear.Field("customer").Field("product").Field("probability").Field("bought").EndLine();
        }
    }

    public CsvText Customers { get; } = new();

    public CsvText Purchases { get; } = new();

    public CsvText NextYear { get; } = new();

    public long PurchaseCount { get; private set; }

    public void Add(int first, int last)
    {
        for (int number = first; number <= last; number++)
        {
            InsuranceCustomer customer = _market.Customer(number);
            Customers.Field(customer.Id).Field(customer.Age).Field(customer.Gender).Field(customer.Income).Field(customer.Region)
                .Field(customer.HouseholdSize).Field(customer.HomeOwner).Field(customer.Children).Field(customer.Car)
                .Field(customer.CustomerSince).EndLine();
            foreach (InsuranceContract contract in customer.Contracts)
            {
                Purchases.Field(customer.Id).Field(contract.Product).Field(contract.Basket).Field(contract.SignedOn).Field(1)
                    .Field(contract.Premium).Field(contract.Until).Field(contract.Seller).Field(contract.Channel).EndLine();
                PurchaseCount++;
            }

            if (_withNextYear)
            {
                foreach (InsuranceNextYear row in _market.NextYear(number))
                {
                    NextYear.Field(customer.Id).Field(row.Product).Field(row.Probability).Field(row.Bought).EndLine();
                }
            }
        }
    }
}
