namespace Labs.KeeperLab;

/// <summary>Remembers one value, also when its machine crashes.</summary>
public interface IKeeper
{
    /// <summary>Replaces the value. Once this has returned, a crash does not take the value away.</summary>
    void Write(string value);

    /// <summary>The value; empty where none was ever written.</summary>
    string Read();
}
