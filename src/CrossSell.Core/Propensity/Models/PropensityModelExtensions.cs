namespace CrossSell;

/// <summary>What every <see cref="IPropensityModel"/> can do beside the seam itself.</summary>
public static class PropensityModelExtensions
{
    /// <summary>Each customer's probability, in a new array.</summary>
    /// <param name="model">The model.</param>
    /// <param name="customers">The customers, with every column that the model reads.</param>
    /// <inheritdoc cref="IPropensityModel.Predict" path="/exception"/>
    public static double[] Predict(this IPropensityModel model, CustomerTable customers)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(customers);
        double[] probabilities = new double[customers.Count];
        model.Predict(customers, probabilities);
        return probabilities;
    }
}
