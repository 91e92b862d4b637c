namespace CrossSell;

/// <summary>Writes which facts of customers a ranking looks at, and reads it back; columns, and no customer.</summary>
internal static class FactSchemaCodec
{
    public static void Write(BinaryWriter writer, CustomerFactSchema schema)
    {
        writer.Write(schema.HasContacts);
        writer.Write(schema.Columns.Count);
        foreach (CustomerFactColumn column in schema.Columns)
        {
            writer.Write(column.Name);
            writer.Write((int)column.Kind);
            writer.Write(column.IsProtected);
            writer.Write(column.Levels.Count);
            foreach (string level in column.Levels)
            {
                writer.Write(level);
            }
        }
    }

    /// <exception cref="InvalidDataException">A column is of no known kind.</exception>
    public static CustomerFactSchema Read(BinaryReader reader)
    {
        bool hasContacts = reader.ReadBoolean();
        var columns = new CustomerFactColumn[ModelCodec.ReadCount(reader, 10)];
        for (int c = 0; c < columns.Length; c++)
        {
            string name = reader.ReadString();
            var kind = (CustomerColumnKind)reader.ReadInt32();
            bool isProtected = reader.ReadBoolean();
            string[] levels = new string[ModelCodec.ReadCount(reader, 1)];
            for (int level = 0; level < levels.Length; level++)
            {
                levels[level] = reader.ReadString();
            }

            columns[c] = Enum.IsDefined(kind) ? new CustomerFactColumn(name, kind, levels, isProtected) : throw new InvalidDataException($"attribute '{name}' is of kind {kind:D}");
        }

        return new CustomerFactSchema(columns, hasContacts);
    }
}
