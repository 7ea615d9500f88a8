namespace Labs.Toy;

/// <summary>What the toy lab asks for: a server that greets its peers. Its class has a constructor (INode, IToyHost).</summary>
public interface IToy
{
    /// <summary>Answers a question: with the question.</summary>
    string Ask(string question);
}
