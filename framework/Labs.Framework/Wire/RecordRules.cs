using System.Reflection;
using System.Text;

namespace Labs.Framework.Wire;

/// <summary>The rules for a record that travels: everything that it holds must arrive.</summary>
internal static class RecordRules
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Whether the compiler made the type from a <c>record</c> or a <c>record struct</c>.</summary>
    public static bool IsRecord(Type type) => type.IsValueType
        ? type.GetMethod("PrintMembers", Declared, [typeof(StringBuilder)]) is not null
        : type.GetMethod("<Clone>$", Declared) is not null;

    /// <summary>The properties of a record that travel, base records first, in the order of the source.</summary>
    /// <exception cref="MessageException">The record breaks a rule.</exception>
    public static IReadOnlyList<PropertyInfo> Members(Type record)
    {
        CheckDerivation(record);
        var constructor = Constructor(record);
        var properties = Properties(record);
        var parameters = constructor?.GetParameters() ?? [];
        foreach (var parameter in parameters)
            CheckParameter(record, parameter, properties);

        var members = properties.Where(p => IsReadable(p) && (IsWritable(p) || IsPassed(p, parameters))).ToList();
        CheckFields(record, members);
        return members;
    }

    private static void CheckDerivation(Type record)
    {
        string name = TypeName.Of(record);
        if (record.IsAbstract)
            throw new MessageException($"{name} is an abstract record, so what arrives is unknown; send a sealed record instead.");
        if (record.IsSealed)
            return;
        var definition = Definition(record);
        var derived = TypesOf(record.Assembly).FirstOrDefault(t => t.BaseType is { } parent && Definition(parent) == definition);
        if (derived is not null)
            throw new MessageException(
                $"{TypeName.Of(derived)} derives from {name}, so what it adds would be cut off; make {name} sealed, or send a record of its own.");
    }

    /// <summary>The constructor that makes the record when it arrives; null where it is made empty and its members are set.</summary>
    /// <exception cref="MessageException">It is open which one that is.</exception>
    public static ConstructorInfo? Constructor(Type record)
    {
        // A struct is always made empty.
        if (record.IsValueType)
            return null;
        var constructors = record.GetConstructors();
        if (Array.Exists(constructors, c => c.GetParameters().Length == 0))
            return null;
        string name = TypeName.Of(record);
        return constructors.Length switch
        {
            0 => throw new MessageException($"{name} has no public constructor, so nobody can make it when it arrives; make one public."),
            1 => constructors[0],
            _ => throw new MessageException(
                $"{name} has {constructors.Length} public constructors, so it is open which one makes it when it arrives; " +
                "keep one, and make the others static methods."),
        };
    }

    private static List<PropertyInfo> Properties(Type record)
    {
        var properties = new List<PropertyInfo>();
        foreach (var type in Line(record))
        {
            foreach (var property in type.GetProperties(Declared).OrderBy(p => p.MetadataToken))
            {
                if (property.GetIndexParameters().Length > 0)
                    continue;
                // What is overridden or hidden is replaced where it stood.
                int at = properties.FindIndex(p => p.Name == property.Name);
                if (at < 0)
                    properties.Add(property);
                else
                    properties[at] = property;
            }
        }

        return properties;
    }

    private static void CheckParameter(Type record, ParameterInfo parameter, List<PropertyInfo> properties)
    {
        var property = properties.Find(p => IsPassed(p, parameter) && IsReadable(p));
        string name = TypeName.Of(record);
        if (properties.FindLast(p => IsPassed(p, parameter) && IsReadable(p)) is { } last && last != property)
            throw new MessageException(
                $"{name}'s constructor takes '{parameter.Name}', which may be {name}.{property!.Name} or {name}.{last.Name}; rename one.");
        if (property is null)
            throw new MessageException(
                $"{name}'s constructor takes '{parameter.Name}', but {name} has no public property of that name to send; add one.");
        if (property.PropertyType != parameter.ParameterType)
            throw new MessageException(
                $"{name}.{property.Name} is {TypeName.WithArticle(property.PropertyType)}, but the constructor takes '{parameter.Name}' " +
                $"as {TypeName.WithArticle(parameter.ParameterType)}; make them the same type.");
    }

    private static void CheckFields(Type record, List<PropertyInfo> members)
    {
        foreach (var type in Line(record))
        {
            foreach (var field in type.GetFields(Declared))
            {
                string property = PropertyOf(field);
                var member = members.Find(m => m.Name == property);
                if (member is null)
                    throw new MessageException(Problem(type, field, property));
                if (member.DeclaringType != type && !Overrides(member, type))
                    throw new MessageException(
                        $"{TypeName.Of(type)}.{property} is hidden by {TypeName.Of(record)}.{property}, so it would not travel; rename one.");
            }
        }
    }

    private static string Problem(Type type, FieldInfo field, string propertyName)
    {
        string name = $"{TypeName.Of(type)}.{propertyName}";
        var property = type.GetProperty(propertyName, Declared);
        if (property is null)
            return field.IsPublic
                ? $"{name} is a field, and only properties travel; write '{{ get; init; }}' behind it."
                : $"{name} is {Access(field.Attributes)} field, so it would not travel; make it a public property, or take it out.";
        if (!IsReadable(property))
            return $"{name} is not public, so it would not travel; make it public, or take it out.";
        return $"{name} can't be set when it arrives; write '{{ get; init; }}'" +
            (type.IsValueType ? "." : ", or make it a parameter of the record.");
    }

    private static string Access(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask) switch
    {
        FieldAttributes.Private => "a private",
        FieldAttributes.Family or FieldAttributes.FamORAssem or FieldAttributes.FamANDAssem => "a protected",
        _ => "an internal",
    };

    // The compiler names the field of a property <Name>k__BackingField, and that of a captured parameter <name>P.
    private static string PropertyOf(FieldInfo field)
    {
        string name = field.Name;
        return name.StartsWith('<') && name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? name[1..end] : name;
    }

    private static bool Overrides(PropertyInfo member, Type type) =>
        member.GetMethod!.GetBaseDefinition() is var first
        && type.GetProperty(member.Name, Declared)?.GetMethod?.GetBaseDefinition() == first;

    private static bool IsReadable(PropertyInfo property) => property.GetMethod?.IsPublic == true;

    private static bool IsWritable(PropertyInfo property) => property.SetMethod?.IsPublic == true;

    /// <summary>Whether the constructor takes a property's value.</summary>
    public static bool IsPassed(PropertyInfo property, ParameterInfo[] parameters) => Array.Exists(parameters, p => IsPassed(property, p));

    private static bool IsPassed(PropertyInfo property, ParameterInfo parameter) =>
        IsSameName(property.Name, parameter.Name!);

    /// <summary>Whether a property and a parameter go by one name.</summary>
    public static bool IsSameName(string property, string parameter) =>
        string.Equals(property, parameter, StringComparison.OrdinalIgnoreCase);

    // From the first record of the line to the record itself.
    private static Stack<Type> Line(Type record)
    {
        var line = new Stack<Type>();
        for (var type = record; type is not null && type != typeof(object) && type != typeof(ValueType); type = type.BaseType)
            line.Push(type);
        return line;
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException problem)
        {
            return problem.Types.OfType<Type>();
        }
    }
}
