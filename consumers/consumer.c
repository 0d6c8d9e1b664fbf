#include "consumers/consumer.h"
