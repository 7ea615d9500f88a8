using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Labs.Framework;
using Labs.Framework.Wire;

namespace Labs.Simulation;

/// <summary>What the network must know about one kind of request, found once by its type.</summary>
internal abstract class MessageType(Type request)
{
    private static readonly ConcurrentDictionary<Type, MessageType> Known = new();

    public Type Request => request;

    /// <summary>Encodes a request that was measured.</summary>
    public abstract byte[] EncodeRequest(object request);

    public abstract object DecodeRequest(byte[] payload);

    /// <summary>Encodes a reply that was measured.</summary>
    public abstract byte[] EncodeReply(object reply);

    public abstract object DecodeReply(byte[] payload);

    public abstract ContentHash MeasureRequest(object request);

    public abstract ContentHash MeasureReply(object reply);

    public abstract string DescribeRequest(object request);

    public abstract string DescribeReply(object reply);

    /// <summary>Finds a kind of request by its type.</summary>
    public static MessageType Of(Type request) =>
        Known.TryGetValue(request, out var known) ? known : Known.GetOrAdd(request, Make(request));

    private static MessageType Make(Type request)
    {
        var contracts = request.GetInterfaces()
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>))
            .ToList();
        if (contracts.Count != 1)
            throw new MessageException($"{request.Name} must implement IRequest<TReply> once, so that its reply is known.");
        var type = typeof(Typed<,>).MakeGenericType(request, contracts[0].GetGenericArguments()[0]);
        try
        {
            return (MessageType)Activator.CreateInstance(type)!;
        }
        catch (TargetInvocationException wrapped)
        {
            throw wrapped.InnerException!;
        }
    }

    private sealed class Typed<TRequest, TReply>() : MessageType(typeof(TRequest))
        where TRequest : class, IRequest<TReply>
        where TReply : class
    {
        private readonly Shape<TRequest> _request = Shape.Of<TRequest>();
        private readonly Shape<TReply> _reply = Shape.Of<TReply>();

        public override byte[] EncodeRequest(object request) => IWireCodec.Current.EncodeMeasured((TRequest)request);

        public override object DecodeRequest(byte[] payload) => IWireCodec.Current.Decode<TRequest>(payload);

        public override byte[] EncodeReply(object reply) => IWireCodec.Current.EncodeMeasured((TReply)reply);

        public override object DecodeReply(byte[] payload) => IWireCodec.Current.Decode<TReply>(payload);

        public override ContentHash MeasureRequest(object request) => Measure(_request, (TRequest)request);

        public override ContentHash MeasureReply(object reply) => Measure(_reply, (TReply)reply);

        public override string DescribeRequest(object request) => Describe(_request, (TRequest)request);

        public override string DescribeReply(object reply) => Describe(_reply, (TReply)reply);

        private static ContentHash Measure<T>(Shape<T> shape, T message)
        {
            var content = default(ContentHash);
            shape.Measure(message, ref content);
            return content;
        }

        private static string Describe<T>(Shape<T> shape, T message)
        {
            var text = new StringBuilder();
            shape.Describe(message, text);
            return text.ToString();
        }
    }
}
