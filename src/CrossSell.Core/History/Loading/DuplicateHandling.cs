namespace CrossSell;

/// <summary>What a row that equals another row in every column does.</summary>
public enum DuplicateHandling
{
    /// <summary>Both stay: two scans of the same article are two purchases. Rules count a product once in each basket all the same. The default.</summary>
    Keep = 0,

    /// <summary>One of them stays: the source repeats its rows. Repeated returns go too, before any of them takes a purchase back.</summary>
    Drop = 1,
}
